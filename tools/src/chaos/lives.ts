import { createHash, randomBytes } from 'node:crypto';
import { type Api, type List, paperToHandIn, samplePaper, waitFor } from '@doudi/stack';
import {
  commissionNoOf,
  paperKinds,
  planFor,
  type Plan,
  type PlannedTask,
  type Track,
} from '@doudi/workflows';
import { type agencies, decide, readProgress, sample } from '../bench-temporal/product-walk.ts';
import { walkSteps } from '../bench-temporal/side.ts';
import { openedOrder, projectOf, withinMs } from './opened-order.ts';
import type { Random } from '../replay/random.ts';

/** Who lives something through with the product, again and again. */
export interface Living {
  readonly api: Api;
  readonly random: Random;
  /** a code of a project that nobody has registered yet */
  readonly newProject: () => string;
  /** codes of projects that have papers */
  readonly projects: string[];
  readonly agencyOf: ReturnType<typeof agencies>;
}

const [officer, supervisor] = ['officer-fang', 'supervisor-qian'];
const { enterprise } = sample;
/** Opens an order of a new project, with all its papers or with none. */
async function opened(living: Living, track: Track, hasPapers: boolean): Promise<string> {
  const { api, projects } = living;
  const code = living.newProject();
  const orderNo = await openedOrder(api, { code, track, lacks: hasPapers ? [] : paperKinds });
  if (hasPapers) projects.push(code);
  return orderNo;
}

/** An order to its permit, some of its agencies handing their results in as files; it may be left alone on the way. */
async function worked(living: Living): Promise<void> {
  const { random } = living;
  const orderNo = await opened(living, '50', true);
  const [plan, mostTasks] = [planFor('50') as Plan, random.between(2, 14)];
  let tasks = 0;
  await walkSteps(plan.steps, async (step, place) => {
    const task = step.tasks[place] as PlannedTask;
    if ((tasks += 1) > mostTasks) throw new Error(`${orderNo} is left alone`);
    await turnOf(living, orderNo, task);
    if (task.kind === 'commission') return served(living, orderNo, task);
    if (random.chance(0.2)) {
      await decide(living.api, orderNo, { task, verb: 'review', closes: false });
      await decide(living.api, orderNo, { task, verb: 'check', closes: false });
    }
    await decide(living.api, orderNo, { task, verb: 'review', closes: false });
    await decide(living.api, orderNo, { task, verb: 'check', closes: true });
  });
}

const turnOf = ({ api }: Living, orderNo: string, { code }: PlannedTask) =>
  waitFor({ what: `${code} of ${orderNo}`, withinMs }, async () => {
    const { steps } = await readProgress(api, orderNo);
    return steps.some(({ openTask }) => openTask === code);
  });

async function served({ api, random, agencyOf }: Living, orderNo: string, task: PlannedTask): Promise<void> {
  if (task.kind !== 'commission') return;
  const path = `/v1/commissions/${commissionNoOf(orderNo, task.code)}`;
  const { who, agencyNo } = await agencyOf(task.category);
  await waitFor({ what: path, withinMs }, () => api.find(enterprise, path));
  if (task.category === 'DSN' && random.chance(0.2)) return tendered(api, path);
  await api.post(enterprise, `${path}/brief`, { way: 'direct', requirements: '按规范编制' });
  await api.post(enterprise, `${path}/engagement`, { agencyNo, priceYuan: 98_000 });
  await api.post(who, `${path}/signature`, {});
  const files = random.chance(0.5) ? [await handedIn(api, who, path)] : [];
  await api.post(who, `${path}/deliverables`, files.length > 0 ? { files } : {});
  if (random.chance(0.2)) {
    await api.post(enterprise, `${path}/return`, { note: '请补充附图' });
    await api.post(who, `${path}/deliverables`, {});
  }
  await api.post(enterprise, `${path}/acceptance`, {});
}

/** A tender that closes by itself; nobody awards it. */
async function tendered(api: Api, path: string): Promise<void> {
  await api.post(enterprise, `${path}/brief`, {
    way: 'lowest-price',
    requirements: '按规范编制',
    ceilingYuan: 120_000,
  });
  await api.post(enterprise, `${path}/tender`, {});
  for (const [who, priceYuan] of [
    ['agency-dsn', 98_000],
    ['agency-dsn-2', 95_000],
  ] as const)
    await api.post(who, `${path}/bids`, { priceYuan, days: 10, nonce: randomBytes(16).toString('hex') });
  throw new Error(`${path} is left to its tender`);
}

async function handedIn(api: Api, who: string, path: string): Promise<number> {
  const { query, pdf } = fileNamed(path, { purpose: 'result' });
  return (await api.upload<{ fileNo: number }>(who, `${path}/files?${query}`, pdf)).fileNo;
}

function fileNamed(line: string, says: Record<string, string> = {}) {
  const pdf = samplePaper(line);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  return { pdf, query: new URLSearchParams({ ...says, name: '样例.pdf', sha256 }).toString() };
}

/** An order that nobody touches: its deadlines pass one after the other. */
export const leftAlone = (living: Living) => opened(living, living.random.one(['30', '50', '80']), false);

async function withdrawn(living: Living): Promise<void> {
  const orderNo = await opened(living, '80', false);
  if (living.random.chance(0.5))
    await living.api.post(enterprise, `/v1/orders/${orderNo}/track`, { track: '50' });
  await living.api.post(enterprise, `/v1/orders/${orderNo}/withdrawal`, { reason: '另行安排' });
}

/** What is missing is asked for and supplied, now and then too late. */
async function supplemented(living: Living): Promise<void> {
  const { api, random } = living;
  const orderNo = await opened(living, '80', true);
  const task = `/v1/tasks/${orderNo}/record`;
  const lines = [{ text: '请补充说明' }];
  await api.post('reviewer-drc', `${task}/supplement`, { lines });
  if (random.chance(0.7)) await api.post(enterprise, `${task}/supply`, { statement: '已补充' });
}

/** A case that somebody reports at the window, with a file; it is answered, and he is called back. */
async function reported({ api, random }: Living): Promise<void> {
  const { caseNo } = await api.post<{ caseNo: string }>(officer, '/v1/cases', {
    ...{ cause: 'papers', statement: '档案缺失，窗口不受理', uscc: sample.project['uscc'] },
  });
  const path = `/v1/cases/${caseNo}`;
  const { query, pdf } = fileNamed(path);
  await api.upload(officer, `${path}/attachments?${query}`, pdf);
  await api.post(officer, `${path}/actions`, { action: 'called', note: '已联系' });
  if (random.chance(0.4)) return;
  await api.post(officer, `${path}/closing`, { outcome: 'settled-on-the-spot', note: '已当场办结' });
  await api.post(supervisor, `${path}/call-backs`, { result: 'satisfied', note: '满意' });
}

/** Something is done about a case of lateness. */
async function followed({ api, random }: Living): Promise<void> {
  const { items } = await api.get<List<{ caseNo: string }>>(officer, '/v1/cases?limit=50');
  const [first, ...others] = items;
  if (!first) return;
  const { caseNo } = random.one([first, ...others]);
  await api.post(officer, `/v1/cases/${caseNo}/actions`, { action: 'coordinated', note: '已协调' });
}

/** A newer version of a paper. */
async function renewed({ api, random, projects }: Living): Promise<void> {
  const [first, ...others] = projects;
  if (!first) return;
  const { path, pdf } = paperToHandIn(projectOf(random.one([first, ...others])), 'site-plan');
  await api.upload(enterprise, path, pdf);
}

/** How often each is lived, of all together. */
const weights: readonly (readonly [weight: number, live: (living: Living) => Promise<unknown>])[] = [
  [16, leftAlone],
  [5, worked],
  [2, reported],
  [2, followed],
  [1, withdrawn],
  [1, supplemented],
  [1, renewed],
];
const sum = weights.reduce((all, [weight]) => all + weight, 0);

export function liveOne(living: Living): Promise<unknown> {
  let drawn = living.random.between(1, sum);
  const found = weights.find(([weight]) => (drawn -= weight) <= 0);
  return (found?.[1] ?? leftAlone)(living);
}
