import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { allHistories, replayHistories } from '@doudi/testing/temporal/replay-histories';
import { taskCodes } from '@doudi/workflows';
import { handInPapers } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';
import { writeOnce } from './write-once.ts';

/** Office days long enough to promise something within the three of a permit, and short enough to see it broken. */
const suite = suiteStack({ realDayMs: 10_000 });

const { enterprise } = seedCase;
const [reviewer, checker, supervisor] = ['reviewer-hcb', 'checker-hcb', 'supervisor-qian'];
const kind = 'funds-commitment';
const statement = '承诺如期补交';
let serial = 700;

/** An order whose permit has just opened, the only paper it lacks being a minor one. */
async function atPermit() {
  const project = { ...seedCase.project, code: `2017-330683-29-03-000${++serial}` };
  const tasks = taskCodes.filter((code) => code !== 'construction-permit');
  const { orderNo } = await walkOrder(suite.api, {
    ...{ agent: seedCase.agent, enterprise, project, track: '30', missing: [kind], tasks },
  });
  const path = `/v1/tasks/${orderNo}/construction-permit`;
  await waitFor({ what: path }, async () => (await read()).task.state === 'reviewing');
  return { orderNo, project, act, read, progress, untilRead, toldOf };

  async function act(who: string, what: string, body: object = {}) {
    const asked = { who, path: `${path}/${what}`, body, key: randomUUID() };
    const { status, text } = await writeOnce(suite.stack, asked);
    return { status, ...(JSON.parse(text) as { type?: string; state?: string }) };
  }
  function read(): Promise<TaskAnswer> {
    return suite.api.get<TaskAnswer>(reviewer, path);
  }
  async function progress(): Promise<Progress> {
    return suite.api.get<Progress>(enterprise, `/v1/progress/${orderNo}`);
  }
  function untilRead(what: string, holds: (task: TaskAnswer) => boolean): Promise<TaskAnswer> {
    return waitFor({ what, withinMs: 120_000 }, async () => {
      const task = await read();
      return holds(task) && task;
    });
  }
  /** What this person was told of the order. */
  async function toldOf(who: string): Promise<string[]> {
    const { items } = await suite.api.get<Told>(who, '/v1/inbox/approval-workflows/notices?limit=100');
    return items.filter((notice) => notice.orderNo === orderNo).map(({ what }) => what.zh);
  }
}
interface TaskAnswer {
  readonly outcome: string | null;
  readonly task: {
    readonly state: string;
    readonly dueDay: string | null;
    readonly papers: readonly { readonly kind: string; readonly standing: string }[];
    readonly promises: readonly {
      readonly day: string;
      readonly missedAt: string | null;
      readonly keptAt: string | null;
    }[];
  };
  readonly counter: { readonly acceptance: { readonly how: string } | null };
}
interface Progress {
  readonly outcome: string | null;
  readonly steps: readonly {
    readonly light: string | null;
    readonly holder: { readonly role: string } | null;
  }[];
}
interface Told {
  readonly items: readonly { readonly orderNo: string; readonly what: { readonly zh: string } }[];
}
const refused = (type: string) => ({
  status: 409,
  type: expect.stringMatching(new RegExp(`/${type}$`)) as string,
});
type Permit = Awaited<ReturnType<typeof atPermit>>;

/** The enterprise promises the paper for the last day that is possible, and the department approves. */
async function withheld({ act, read }: Permit): Promise<void> {
  const day = (await read()).task.dueDay;
  const promise = { papers: [kind], day, statement };
  const both = await Promise.all([1, 2].map(() => act(enterprise, 'promise', promise)));
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await act(reviewer, 'acceptance')).toMatchObject({ status: 200 });
  expect((await read()).counter.acceptance?.how).toBe('conditionally');
  expect(await act(reviewer, 'review', { opinion: 'approve' })).toMatchObject({ status: 200 });
  expect(await act(checker, 'check', { verdict: 'approve' })).toMatchObject({
    status: 200,
    state: 'withheld',
  });
}

test('what is approved on a promise is withheld, of two promises at once one being taken, and issued when the paper is in', async () => {
  const permit = await atPermit();
  const { orderNo, project, act, read, progress, untilRead, toldOf } = permit;
  expect(await act(reviewer, 'acceptance')).toMatchObject(refused('papers-missing'));
  await withheld(permit);
  const papers = (await read()).task.papers.filter((paper) => paper.kind === kind);
  expect(papers).toMatchObject([{ standing: 'promised' }]);
  expect((await progress()).steps.at(-1)).toMatchObject({ light: 'PAUSED', holder: { role: 'enterprise' } });
  expect(await act(checker, 'check', { verdict: 'approve' })).toMatchObject(refused('result-withheld'));
  const results = `/v1/progress/${orderNo}/results`;
  const issued = async () =>
    (await suite.api.get<{ items: readonly { task: string }[] }>(enterprise, results)).items.map(
      ({ task }) => task,
    );
  expect(await issued()).not.toContain('construction-permit');

  await handInPapers(suite.api, { enterprise, project, kinds: [kind] });
  const done = await untilRead('the permit', ({ outcome }) => outcome === 'approved');
  expect(done.task).toMatchObject({ state: 'done', promises: [{ missedAt: null }] });
  expect(done.task.promises[0]?.keptAt).not.toBeNull();
  expect(await issued()).toContain('construction-permit');
  expect(await toldOf(enterprise)).toContain('容缺材料补齐');
}, 180_000);

test('a promise that is missed is warned of; not kept three working days later, it refuses the task and bars the enterprise', async () => {
  const permit = await atPermit();
  const { orderNo, untilRead, toldOf } = permit;
  await withheld(permit);
  await untilRead('the missed day', ({ task }) => task.promises[0]?.missedAt != null);
  const warned = async () => (await toldOf(enterprise)).includes('容缺承诺到期未补');
  await waitFor({ what: 'the warning' }, warned);
  const { task } = await untilRead('the refusal', ({ outcome }) => outcome === 'refused');
  expect(task).toMatchObject({ state: 'closed', promises: [{ keptAt: null }] });
  expect(await toldOf('officer-fang')).toContain('容缺承诺未履行');
  const [broken] = (await suite.api.get<Broken>(supervisor, '/v1/supervision/broken-promises')).items;
  expect(broken).toMatchObject({ orderNo, task: 'construction-permit', breach: 'promise', repairedAt: null });
  const repair = `/v1/supervision/broken-promises/${orderNo}/construction-permit/repair`;
  expect(await suite.api.post(supervisor, repair, { reason: '已补交' })).toMatchObject({
    repairReason: '已补交',
  });
}, 240_000);
interface Broken {
  readonly items: readonly object[];
}

test('the workflow code follows every history it has made', async () => {
  const bundle = join(repositoryRoot, 'services', 'approval-workflows', 'dist', 'workflow-bundle.js');
  const histories = await allHistories(suite.temporal.connection, suite.temporal.namespace);
  expect(await replayHistories(bundle, histories)).toEqual([]);
}, 60_000);
