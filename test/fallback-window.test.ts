import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { allHistories, replayHistories } from '@doudi/testing/temporal/replay-histories';
import type { List, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { leftAlone } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { decide } from '../stack/src/demo/actions.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

// a task of five days is a case after eight of them
const suite = suiteStack({ realDayMs: 2_500 });
const [officer, supervisor] = ['officer-fang', 'supervisor-qian'];
const task = 'planning-conditions';
let orderNo = '';
let caseNo = '';

interface CaseSeen {
  readonly caseNo: string;
  readonly orderNo: string | null;
  readonly step: string | null;
  readonly state: string;
  readonly level: string;
  readonly outcome: string | null;
  readonly reopenings: number;
  readonly handler: string | null;
  readonly lead: string | null;
  readonly asked: readonly { readonly department: string; readonly stance: string | null }[];
  readonly commitments: readonly {
    readonly no: number;
    readonly keptAt: string | null;
    readonly brokenAt: string | null;
  }[];
  readonly schedule: readonly { readonly no: number; readonly doneAt: string | null }[];
  readonly matters: readonly {
    readonly task: string | null;
    readonly at: string;
    readonly decidedAt: string | null;
  }[];
  readonly actions: readonly { readonly action: string; readonly body?: Readonly<Record<string, string>> }[];
  readonly events: readonly { readonly kind: string; readonly text: { readonly note: string } | null }[];
}
interface Receipt {
  readonly seq: number;
  readonly state: string;
}

const path = (rest = '') => `/v1/cases/${caseNo}${rest}`;
const seenBy = (who: string) => suite.api.get<CaseSeen>(who, path());
const act = (who: string, rest: string, body: object) => suite.api.post<Receipt>(who, path(rest), body);
const refused = (who: string, rest: string, body: object) =>
  act(who, rest, body).then(
    () => 'taken',
    (error: unknown) => /"type":"\/problems\/([^"]+)"/.exec(String(error))?.[1] ?? String(error),
  );
const until = (what: string, isSo: (one: CaseSeen) => boolean) =>
  waitFor({ what, withinMs: 60_000 }, async () => {
    const one = await seenBy(officer);
    return isSo(one) && one;
  });

beforeAll(async () => {
  ({ orderNo } = await walkOrder(suite.api, { ...leftAlone, tasks: ['record', 'order-meeting'] }));
  caseNo = await waitFor({ what: 'the case of a task that nobody touches', withinMs: 90_000 }, async () => {
    const { items } = await suite.api.get<List<CaseSeen>>(officer, `/v1/cases?orderNo=${orderNo}`);
    return items.find(({ step }) => step === 'planning')?.caseNo;
  });
}, 150_000);

test('a task that nobody touches is a case long before its step is red', async () => {
  const { steps } = await suite.api.get<ProgressAnswer>(leftAlone.agent, `/v1/progress/${orderNo}`);
  expect(steps.find(({ code }) => code === 'planning')).toMatchObject({ light: 'YELLOW' });
  const one = await seenBy(officer);
  expect(one).toMatchObject({ orderNo, lead: 'NRP', matters: [{ task, decidedAt: null }] });
});

test('the applicant of the order and its departments read the case, others do not know of it', async () => {
  for (const who of [leftAlone.enterprise, leftAlone.agent, 'reviewer-nrp', 'checker-nrp', supervisor])
    expect(await seenBy(who)).toMatchObject({ caseNo });
  for (const who of ['enterprise-shanxi', 'reviewer-frd', 'agency-dsn'])
    expect(await suite.api.find(who, path())).toBeUndefined();
});

test('an officer arranges, asks, holds to commitments and dates, and everything is on record with its text', async () => {
  await act(officer, '/actions', { action: 'called', note: '已联系企业' });
  await act(officer, '/arrangement', { style: 'coordinate' });
  await act(officer, '/questions', { department: 'EEB', day: '2099-03-20', note: '是否有环境限制' });
  await act('reviewer-eeb', '/answers', { stance: 'no-objection', note: '无意见' });
  const { seq: promise } = await act(officer, '/commitments', {
    party: 'NRP',
    deed: 'do',
    hours: 720,
    note: '出具说明',
  });
  await act('reviewer-nrp', `/commitments/${promise}/fulfilment`, { note: '说明已送达' });
  const { seq: item } = await act(officer, '/schedule', {
    party: 'NRP',
    day: '2099-03-20',
    note: '现场踏勘',
  });
  await act(officer, `/schedule/${item}/completion`, {});
  await act(officer, '/meetings', { departments: ['NRP', 'EEB'], note: '联席会议纪要' });
  await act(officer, '/urgings', { task, note: '请尽快办理' });
  expect(await refused(officer, '/stop-ends', { task, note: '恢复计时' })).toBe('no-stop-runs');
  const one = await seenBy(officer);
  expect(one).toMatchObject({
    ...{ handler: 'p-1301', asked: [{ department: 'EEB', stance: 'no-objection' }] },
    commitments: [{ no: promise, brokenAt: null }],
    schedule: [{ no: item }],
  });
  expect(one.commitments[0]?.keptAt).not.toBeNull();
  const texts = one.events.flatMap(({ text }) => text?.note ?? []);
  expect(texts).toEqual([
    '已联系企业',
    '是否有环境限制',
    '无意见',
    '出具说明',
    '说明已送达',
    '现场踏勘',
    '联席会议纪要',
    '请尽快办理',
  ]);
  const ofEnterprise = await seenBy(leftAlone.enterprise);
  expect(ofEnterprise.events.flatMap(({ text }) => text?.note ?? [])).toEqual(['说明已送达']);
  const { items } = await suite.api.get<List<{ kind: string }>>(
    'reviewer-nrp',
    '/v1/inbox/approval-workflows/notices?limit=100',
  );
  expect(items.map(({ kind }) => kind)).toContain('case.urge');
});

test('it is settled only on a commitment while the task is late, and opens again by itself when that is broken', async () => {
  const settled = { outcome: 'settled-by-coordination', note: '已协调' };
  expect(await refused(officer, '/closing', settled)).toBe('late-not-decided');
  const commitment = { party: 'NRP', deed: 'decide-task', task, hours: 24 };
  await act(officer, '/closing', { outcome: 'settled-conditionally', note: '限时办结', commitment });
  expect(await refused(officer, '/call-backs', { result: 'satisfied', note: '满意' })).toBe('same-person');
  const again = await until('the broken commitment', ({ reopenings }) => reopenings === 1);
  expect(again).toMatchObject({ state: 'open', outcome: null });
});

test('once the task is decided it ends with a true answer and a call-back by somebody else', async () => {
  const offered = async () => {
    const { actions } = await seenBy(officer);
    return actions.filter(({ action }) => action === 'close').map(({ body }) => body?.['outcome']);
  };
  expect(await offered()).toEqual(['settled-conditionally']);
  const turn = { api: suite.api, orderNo, task, enterprise: leftAlone.enterprise } as const;
  await decide(turn, 'NRP');
  await until('the decision', ({ matters }) => matters.every(({ decidedAt }) => decidedAt !== null));
  expect(await offered()).toContain('settled-by-coordination');
  await act(officer, '/closing', { outcome: 'settled-by-coordination', note: '规划条件已出具' });
  expect(await act(supervisor, '/call-backs', { result: 'not-reached', note: '无人接听' })).toMatchObject({
    state: 'calling-back',
  });
  expect(await act(supervisor, '/call-backs', { result: 'satisfied', note: '满意' })).toMatchObject({
    state: 'closed',
  });
  expect(await refused(officer, '/actions', { action: 'noted', note: '晚了' })).toBe('case-closed');
  expect(await seenBy(leftAlone.enterprise)).toMatchObject({
    state: 'closed',
    outcome: 'settled-by-coordination',
  });
});

test('the workflow code follows the histories of cases', async () => {
  const bundle = join(repositoryRoot, 'services', 'approval-workflows', 'dist', 'workflow-bundle.js');
  const histories = await allHistories(suite.temporal.connection, suite.temporal.namespace);
  expect(histories.map(({ workflowId }) => workflowId)).toContain(`case/${caseNo}`);
  expect(await replayHistories(bundle, histories)).toEqual([]);
}, 60_000);
