import { randomUUID } from 'node:crypto';
import type { OrderAnswer } from '../stack/src/demo/answers.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';
import { writeOnce } from './write-once.ts';

const suite = suiteStack({ realDayMs: 600_000 });

const { agent, enterprise } = seedCase;
const lines = [{ paper: 'site-plan', isFlawed: true, text: '总平面图缺少消防车道标注' }];
const refusal = {
  note: '选址位于生态保护红线内',
  legalBasis: '《城乡规划法》第三十八条',
  remedy: '可另选地块；不服的可申请行政复议',
};
const initiation = ['record', 'order-meeting'] as const;
let serial = 300;

/** An order whose planning conditions are open, and how one acts on them. */
async function atPlanning() {
  const project = { ...seedCase.project, code: `2017-330683-29-03-000${++serial}` };
  const { orderNo } = await walkOrder(suite.api, { ...seedCase, project, tasks: initiation });
  const task = `/v1/tasks/${orderNo}/planning-conditions`;
  const read = (who: string) => suite.api.get<TaskAnswer>(who, task);
  await waitFor({ what: task }, async () => (await step()).state === 'open');
  return { orderNo, act, step, actions, read };

  async function act(who: string, what: string, body: object = {}) {
    const { status, text } = await writeOnce(suite.stack, {
      who,
      path: `${task}/${what}`,
      body,
      key: randomUUID(),
    });
    const answer = JSON.parse(text) as Record<string, unknown>;
    return { ...answer, status, type: answer['type'] };
  }
  async function step() {
    const { steps } = await suite.api.get<Progress>(enterprise, `/v1/progress/${orderNo}`);
    return steps.find(({ code }) => code === 'planning')!;
  }
  async function actions(who: string) {
    return (await read(who)).actions.map(({ action }) => action);
  }
}
interface Progress {
  readonly steps: readonly {
    readonly code: string;
    readonly state: string;
    readonly tasks: readonly {
      readonly reasons: object[];
      readonly limits: { readonly promised: object; readonly statutory: object };
    }[];
  }[];
}
interface TaskAnswer {
  readonly actions: readonly { readonly action: string }[];
  readonly counter: { readonly requests: readonly { readonly no: number }[] };
}
const type = (problem: string) => ({
  status: 409,
  type: expect.stringMatching(new RegExp(`/${problem}$`)) as string,
});

test('what is missing is told once, the enterprise supplies it, and a second time needs leave', async () => {
  const { act, step, actions } = await atPlanning();
  expect(await actions('reviewer-nrp')).toEqual(
    expect.arrayContaining([
      'accept-papers',
      'ask-supplement',
      'recommend-approval',
      'request-stop',
      'request-extension',
    ]),
  );
  expect(await act('reviewer-nrp', 'supplement', { lines })).toMatchObject({
    status: 200,
    state: 'supplementing',
  });
  expect(await step()).toMatchObject({ light: 'PAUSED', holder: { role: 'enterprise' } });
  const [task] = (await step()).tasks;
  expect(task?.reasons).toMatchObject([{ kind: 'ask-supplement', lines }]);
  expect(await act('reviewer-nrp', 'review', { opinion: 'approve' })).toMatchObject(
    type('waits-for-supplement'),
  );

  expect(await act(enterprise, 'supply', { statement: '已补充' })).toMatchObject({
    status: 202,
    notified: true,
  });
  expect(await step()).toMatchObject({ light: 'GREEN', holder: { role: 'reviewer' } });
  expect(await act(enterprise, 'supply', { statement: '再补充' })).toMatchObject(type('no-supplement-asked'));
  expect(await act('reviewer-nrp', 'supplement', { lines })).toMatchObject(type('leave-needed'));

  expect(await act('reviewer-nrp', 'requests/supplement', { lines })).toMatchObject({ status: 200 });
  expect(await actions('reviewer-nrp')).not.toContain('request-supplement');
});

test('a stop is requested by one and approved by another; no decision is made while it runs', async () => {
  const { orderNo, act, step, read } = await atPlanning();
  const stop = { reason: 'expert-review', lastDay: '2017-07-20', note: '须经专家评审' };
  expect(await act('reviewer-nrp', 'requests/stop', { ...stop, lastDay: '2017-06-15' })).toMatchObject(
    type('end-has-passed'),
  );
  // 16 July is a Sunday
  expect(await act('reviewer-nrp', 'requests/stop', { ...stop, lastDay: '2017-07-16' })).toMatchObject({
    status: 422,
    faults: [{ at: '/lastDay', fault: expect.stringContaining('2017-07-14') as string }],
  });
  expect(await act('reviewer-nrp', 'requests/stop', stop)).toMatchObject({ status: 200 });
  expect(await act('reviewer-nrp', 'requests/stop', stop)).toMatchObject(type('request-pending'));
  const no = (await read('reviewer-nrp')).counter.requests[0]?.no;
  const decision = `requests/${no}/decision`;
  expect(await act('head-nrp', decision, { verdict: 'grant' })).toMatchObject({
    ...type('other-authority'),
    needs: 'supervisor',
  });
  expect(await act('supervisor-qian', decision, { verdict: 'grant' })).toMatchObject({ status: 200 });
  expect(await act('supervisor-qian', decision, { verdict: 'grant' })).toMatchObject(type('no-such-request'));
  expect(await step()).toMatchObject({ light: 'PAUSED', holder: { role: 'stop' } });
  expect((await toldOf(enterprise, orderNo))[0]).toBe('批复：准予（专家评审）');
  expect(await act('reviewer-nrp', 'review', { opinion: 'approve' })).toMatchObject(type('stopped'));
  expect(await act('reviewer-nrp', 'stop-end', { note: '评审提前完成' })).toMatchObject({ status: 200 });
  expect(await step()).toMatchObject({ light: 'GREEN', holder: { role: 'reviewer' } });
});

test("the department's head extends the limit by law, once; the promised limit stays", async () => {
  const { act, step, read } = await atPlanning();
  expect(await act('reviewer-nrp', 'requests/extension', { note: '案情复杂' })).toMatchObject({
    status: 200,
  });
  const decision = `requests/${(await read('head-nrp')).counter.requests[0]?.no}/decision`;
  expect(await act('supervisor-qian', decision, { verdict: 'grant' })).toMatchObject(type('other-authority'));
  const before = (await step()).tasks[0]?.limits;
  expect(await act('head-nrp', decision, { verdict: 'grant' })).toMatchObject({ status: 200 });
  const after = (await step()).tasks[0]?.limits;
  expect(after?.promised).toEqual(before?.promised);
  expect(after?.statutory).toMatchObject({ days: 30 });
  expect(await act('reviewer-nrp', 'requests/extension', { note: '再延' })).toMatchObject(
    type('extended-already'),
  );
});

test('a refusal shows at the order at once, with its legal basis and what can be done about it', async () => {
  const { orderNo, act } = await atPlanning();
  await act('reviewer-nrp', 'review', { opinion: 'refuse', note: '不符合规划' });
  const { type: problem } = await act('checker-nrp', 'check', { verdict: 'refuse', note: refusal.note });
  expect(problem).toMatch(/unfit$/);
  expect(await act('checker-nrp', 'check', { verdict: 'refuse', ...refusal })).toMatchObject({
    status: 200,
    stepClosed: true,
  });
  const progress = await suite.api.get<{ outcome: string; ending: object }>(
    enterprise,
    `/v1/progress/${orderNo}`,
  );
  expect(progress.outcome).toBe('refused');
  expect(progress.ending).toMatchObject({ task: 'planning-conditions', reasons: [refusal] });
  for (const who of [enterprise, agent, 'officer-fang'])
    expect(await toldOf(who, orderNo)).toContain('核准：不予许可');
});

/** What this person was told of the order, newest first. */
async function toldOf(who: string, orderNo: string): Promise<string[]> {
  const { items } = await suite.api.get<Told>(who, '/v1/inbox/approval-workflows/notices?limit=100');
  return items.filter((notice) => notice.orderNo === orderNo).map(({ what }) => what.zh);
}
interface Told {
  readonly items: readonly { readonly orderNo: string; readonly what: { readonly zh: string } }[];
}

test('papers that are not accepted end the order; once accepted they can only be refused', async () => {
  const first = await atPlanning();
  await first.act('reviewer-nrp', 'review', { opinion: 'not-accept', note: '不属本部门职权' });
  expect(await first.act('checker-nrp', 'check', { verdict: 'approve' })).toMatchObject(
    type('acceptance-open'),
  );
  expect(await first.act('checker-nrp', 'check', { verdict: 'not-accept', ...refusal })).toMatchObject({
    stepClosed: true,
  });
  await waitFor({ what: 'the end' }, async () => {
    const { state, outcome } = await suite.api.get<OrderAnswer>(agent, `/v1/orders/${first.orderNo}`);
    return state === 'closed' && outcome === 'not-accepted';
  });

  const second = await atPlanning();
  expect(await second.act('reviewer-nrp', 'acceptance')).toMatchObject({ status: 200 });
  expect(
    await second.act('reviewer-nrp', 'review', { opinion: 'not-accept', note: '不属职权' }),
  ).toMatchObject(type('accepted-already'));
});

test('what waits for each is in his inbox with what he can do, and goes when it is done', async () => {
  const { orderNo, act } = await atPlanning();
  const about = `${orderNo}/planning-conditions`;
  const waiting = async (who: string) => {
    const { items } = await suite.api.get<Inbox>(who, '/v1/inbox/approval-workflows?limit=100');
    return items.filter((item) => item.about.startsWith(about));
  };
  expect(await waiting('reviewer-nrp')).toMatchObject([{ kind: 'review', daysLeft: 3, isLate: false }]);
  expect(await waiting('checker-nrp')).toEqual([]);
  await act('reviewer-nrp', 'supplement', { lines });
  expect(await waiting('reviewer-nrp')).toEqual([]);
  const [toSupply] = await waiting(enterprise);
  expect(toSupply).toMatchObject({ kind: 'supplement', daysLeft: 10, actions: [{ action: 'supply' }] });
  await act(enterprise, 'supply', { statement: '已补充' });
  expect(await waiting(enterprise)).toEqual([]);
  await act('reviewer-nrp', 'requests/stop', {
    reason: 'hearing',
    lastDay: '2017-07-20',
    note: '申请人要求听证',
  });
  const [toDecide] = await waiting('supervisor-qian');
  expect(toDecide).toMatchObject({ kind: 'request', actions: [{ action: 'grant' }, { action: 'deny' }] });
  expect(await waiting('head-nrp')).toEqual([]);
  await act('reviewer-nrp', 'review', { opinion: 'approve' });
  expect(await waiting('checker-nrp')).toMatchObject([{ kind: 'check' }]);
});
interface Inbox {
  readonly items: readonly { readonly about: string; readonly kind: string }[];
}
