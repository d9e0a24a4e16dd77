import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { commissionNoOf, type PaperKind, type WayOfChoosing } from '@doudi/workflows';
import { allHistories, replayHistories } from '@doudi/testing/temporal/replay-histories';
import { decide } from '../stack/src/demo/actions.ts';
import type { CommissionRecord, List, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { samplePaper } from '../stack/src/demo/sample-paper.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

// a tender is open for a day, an engagement for three
const suite = suiteStack({ realDayMs: 2_500 });
const { agent, enterprise } = seedCase;
const [first, second] = ['agency-dsn', 'agency-dsn-2'] as const;
const bids = { [first]: { priceYuan: 98_000, days: 10 }, [second]: { priceYuan: 95_000, days: 20 } };
const engaged = { agencyNo: 'A016', priceYuan: 98_000, days: 10 };

interface Seen extends CommissionRecord {
  readonly round: number;
  readonly agencyNo: string | null;
}

let lastProject = 300;
/** An order whose scheme design waits for an agency. */
async function aCommission(missing: readonly PaperKind[] = []) {
  const project = { ...seedCase.project, code: `2017-330683-29-03-000${(lastProject += 1)}` };
  const tasks = ['record', 'order-meeting', 'planning-conditions'] as const;
  const { orderNo } = await walkOrder(suite.api, { ...seedCase, project, tasks, missing });
  const no = commissionNoOf(orderNo, 'scheme-design');
  const path = `/v1/commissions/${no}`;
  await waitFor({ what: no }, () => suite.api.find(enterprise, path));
  const act = (who: string, what: string, body: object = {}) =>
    suite.api.post<Seen>(who, `${path}/${what}`, body);
  const brief = (way: WayOfChoosing, inputs: readonly string[] = []) =>
    act(enterprise, 'brief', { way, requirements: '方案设计一套', inputs });
  const bid = (who: keyof typeof bids) =>
    act(who, 'bids', { ...bids[who], nonce: randomBytes(16).toString('hex') });
  const until = (what: string, isSo: (one: Seen) => boolean) =>
    waitFor({ what: `${what} of ${no}`, withinMs: 60_000 }, async () => {
      const one = await suite.api.get<Seen>(enterprise, path);
      return isSo(one) && one;
    });
  /** The task of the order is where its commission is. */
  const followed = (state: string) =>
    waitFor({ what: `${state} of ${orderNo}` }, async () => {
      const { steps } = await suite.api.get<ProgressAnswer>(enterprise, `/v1/progress/${orderNo}`);
      return steps
        .flatMap(({ tasks }) => tasks)
        .some((task) => task.code === 'scheme-design' && task.state === state);
    });
  return { orderNo, path, projectCode: project.code, act, brief, bid, until, followed };
}

/** A closed tender of both agencies. */
async function aClosedTender(way: WayOfChoosing) {
  const commission = await aCommission();
  await commission.brief(way);
  await commission.act(enterprise, 'tender');
  await commission.followed('bidding');
  for (const who of [first, second]) await commission.bid(who);
  await commission.until('the opening of the bids', ({ state }) => state === 'selecting');
  return commission;
}

test('directly: withdrawn, engaged again, waiting for inputs, returned, accepted', async () => {
  const { act, brief, followed } = await aCommission();
  await brief('direct', ['地形图']);
  await act(enterprise, 'engagement', engaged);
  await followed('contracting');
  await act(enterprise, 'withdrawal', { reason: '另选' });
  await followed('briefing');
  await act(enterprise, 'engagement', engaged);
  await act(first, 'signature');
  await followed('awaiting-inputs');
  await act(enterprise, 'inputs');
  await followed('working');
  await act(first, 'deliverables');
  await act(enterprise, 'return', { reason: '缺少日照分析' });
  await act(first, 'deliverables');
  await act(enterprise, 'acceptance');
  await followed('done');
}, 120_000);

/** A sample of a file of the result, uploaded by the agency; answers its number. */
async function giveResult(path: string, name: string, agency: string = first): Promise<number> {
  const pdf = samplePaper(`${path} ${name}`);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const says = new URLSearchParams({ purpose: 'result', name, sha256 });
  return (await suite.api.upload<{ fileNo: number }>(agency, `${path}/files?${says.toString()}`, pdf)).fileNo;
}

test('an accepted result is a paper of its project: the review that follows finds it, and is decided on it', async () => {
  const { orderNo, path, projectCode, act, brief, followed } = await aCommission(['scheme-text']);
  await brief('direct');
  await act(enterprise, 'engagement', engaged);
  await act(first, 'signature');
  const files = [await giveResult(path, '设计方案.pdf'), await giveResult(path, '效果图.pdf')];
  await act(first, 'deliverables', { files });
  await act(enterprise, 'acceptance');
  await followed('done');
  const papers = await waitFor({ what: `the papers of ${orderNo}` }, async () => {
    const { items } = await suite.api.get<List<Paper>>(enterprise, `/v1/projects/${projectCode}/papers`);
    const found = items.filter(({ fromCommission }) => fromCommission !== null);
    return found.length === files.length && found;
  });
  expect(papers.map(({ kind, name }) => [kind, name])).toEqual([
    ['scheme-text', '设计方案.pdf'],
    ['other-paper', '效果图.pdf'],
  ]);
  const { task } = await suite.api.get<{ task: { papers: readonly TaskPaper[] } }>(
    'reviewer-nrp',
    `/v1/tasks/${orderNo}/scheme-review`,
  );
  expect(task.papers.find(({ kind }) => kind === 'scheme-text')).toMatchObject({
    ...{ standing: 'in', paperNo: papers[0]?.paperNo },
  });
  await decide({ api: suite.api, orderNo, task: 'scheme-review', enterprise }, 'NRP');
}, 120_000);

test('an evaluation that its owner commissioned without an order is a paper that an order cites for its report', async () => {
  const project = { ...seedCase.project, code: `2017-330683-29-03-000${(lastProject += 1)}` };
  await suite.api.post(enterprise, '/v1/projects', project);
  const { code: projectCode } = project;
  const work = { projectCode, purpose: 'area-evaluation', category: 'EIA', days: 20, scope: '开发区一期' };
  const { commissionNo } = await suite.api.post<Seen>(enterprise, '/v1/commissions', work);
  const path = `/v1/commissions/${commissionNo}`;
  const agency = 'agency-eia';
  const act = (who: string, what: string, body: object = {}) =>
    suite.api.post<Seen>(who, `${path}/${what}`, body);
  await act(enterprise, 'brief', { way: 'direct', requirements: '区域环评一份' });
  const { items } = await suite.api.get<List<{ agencyNo: string; uscc: string }>>(
    enterprise,
    '/v1/directory?category=EIA&limit=100',
  );
  const own = items.find(({ uscc }) => uscc === '91330683MAFAKE115J');
  await act(enterprise, 'engagement', { agencyNo: own?.agencyNo, priceYuan: 60_000 });
  await act(agency, 'signature');
  const files = [await giveResult(path, '区域环评.pdf', agency)];
  await act(agency, 'deliverables', { files });
  const said = { number: '样例环评〔2017〕1号', expiresDay: '2020-12-31' };
  await act(enterprise, 'acceptance', said);
  const paper = await waitFor({ what: `the paper of ${commissionNo}` }, async () => {
    const { items: papers } = await suite.api.get<List<Paper>>(
      enterprise,
      `/v1/projects/${projectCode}/papers`,
    );
    return papers.find(({ fromCommission }) => fromCommission?.commissionNo === commissionNo);
  });
  expect(paper).toMatchObject({
    ...{ ...said, kind: 'area-evaluation', scope: '开发区一期', topics: ['environment'] },
  });
  const order = { projectCode, track: '50', cites: [paper.paperNo] };
  const { steps } = await suite.api.post<{
    steps: readonly { tasks: readonly { code: string; coveredBy: string | null }[] }[];
  }>(enterprise, '/v1/orders/preview', order);
  const tasks = steps.flatMap((step) => step.tasks);
  expect(tasks.find(({ code }) => code === 'eia-report')?.coveredBy).toBe(paper.paperNo);
}, 120_000);

interface Paper {
  readonly paperNo: string;
  readonly kind: string;
  readonly name: string;
  readonly fromCommission: { readonly commissionNo: string } | null;
}
interface TaskPaper {
  readonly kind: string;
  readonly standing: string;
  readonly paperNo: string | null;
}

test('by the lowest price: the winner declines, the next ranked signs', async () => {
  const { act, until, followed } = await aClosedTender('lowest-price');
  await followed('selecting');
  expect(await act(enterprise, 'award')).toMatchObject({ agencyNo: 'A017' });
  expect(await act(second, 'refusal')).toMatchObject({ state: 'contracting', agencyNo: 'A016', round: 2 });
  await act(first, 'signature');
  await until('the work', ({ state }) => state === 'working');
  await followed('working');
}, 120_000);

test('by comparison: an award that nobody confirms stands by itself', async () => {
  const { act, until, followed } = await aClosedTender('comparison');
  // 40 × 95 / 98 + 30 + 30 against 40 + 30 × 10 / 20 + 30
  await until('the award', ({ state, agencyNo }) => state === 'contracting' && agencyNo === 'A016');
  await act(first, 'signature');
  await followed('working');
}, 120_000);

test('a tender that fails twice lets the owner engage directly', async () => {
  const { act, brief, bid, until } = await aCommission();
  await brief('lowest-price');
  for (const round of [2, 3]) {
    await act(enterprise, 'tender', { isUrgent: true });
    await bid(first);
    await until('the failed tender', (one) => one.round === round && one.state === 'briefing');
  }
  expect(await act(enterprise, 'engagement', engaged)).toMatchObject({ state: 'contracting', round: 3 });
  await act(first, 'signature');
}, 120_000);

test('an agency is replaced in the middle of its work, and the days go on in the same task', async () => {
  const { act, brief, followed } = await aCommission();
  await brief('direct');
  await act(enterprise, 'engagement', engaged);
  await act(first, 'signature');
  await followed('working');
  await act('officer-fang', 'replacement', { reason: '签约后无成果' });
  await followed('briefing');
  await act(enterprise, 'engagement', { ...engaged, agencyNo: 'A017' });
  await act(second, 'signature');
  await act(second, 'deliverables');
  await act(enterprise, 'acceptance');
  await followed('done');
}, 120_000);

test('an order that is withdrawn while bids are taken ends its commission, whose bids stay sealed', async () => {
  const { orderNo, act, brief, bid, until } = await aCommission();
  await brief('lowest-price');
  await act(enterprise, 'tender');
  await bid(first);
  await suite.api.post(agent, `/v1/orders/${orderNo}/withdrawal`, { reason: '投资计划调整' });
  await until('the end', ({ state }) => state === 'terminated');
}, 120_000);

// last: an agency that gives up three times is suspended
test('by lot: nobody signs, each engagement lapses, and the owner may begin anew', async () => {
  const { act, until, followed } = await aClosedTender('random');
  await act(enterprise, 'award');
  const { milestones } = await until('the last lapse', ({ state }) => state === 'briefing');
  expect(milestones.slice(-3).map(({ kind }) => kind)).toEqual(['award', 'lapse', 'lapse']);
  await followed('briefing');
}, 120_000);

test('the workflow code follows the histories of all of them', async () => {
  const bundle = join(repositoryRoot, 'services', 'approval-workflows', 'dist', 'workflow-bundle.js');
  const histories = await allHistories(suite.temporal.connection, suite.temporal.namespace);
  expect(histories.filter(({ workflowId }) => workflowId.startsWith('commission/')).length).toBeGreaterThan(
    6,
  );
  expect(await replayHistories(bundle, histories)).toEqual([]);
}, 60_000);
