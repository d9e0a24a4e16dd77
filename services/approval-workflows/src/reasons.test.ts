import type { Department, StepEvent } from '@doudi/workflows';
import { giveMandates } from '@doudi/testing/database/give-mandates';
import request from 'supertest';
import type { Reason } from './reasons.ts';
import { anOrder, testService, type TestService } from './test-service.ts';
import { morning, orderPlay } from './test-orders.ts';

let service: TestService;
const { orderNo } = anOrder();
beforeAll(async () => {
  service = await testService();
  service.office.now = morning('2017-06-22');
  await refusedOrder().putOnRecord(service);
  await returnedOrder().putOnRecord(service);
  await giveMandates(service.database.url, [anOrder()]);
});
afterAll(() => service.close());

const reviewed = (day: string, subject: string, department: Department) => ({
  ...({ kind: 'review', opinion: 'refuse' } as const),
  ...{ at: morning(day), by: { subject, department } },
});
const checked = (day: string, verdict: 'return' | 'refuse' | 'approve', department: Department) => ({
  ...({ kind: 'check', verdict } as const),
  ...{ at: morning(day), by: { subject: 'p-3001', department } },
});

/** Initiation approved with a note; planning returned once and then refused, while the environmental step is open. */
function refusedOrder() {
  const play = orderPlay(anOrder());
  const initiation = (event: object, note?: string) =>
    play.take('project-initiation', { task: 'record', ...event } as StepEvent, note);
  initiation({ ...reviewed('2017-06-19', 'p-2001', 'DRC'), opinion: 'approve' }, '内部意见：同意');
  initiation(checked('2017-06-19', 'approve', 'DRC'), '按备案办法办理');
  play.finish('project-initiation', '2017-06-20');
  const planning = (event: object, note: string) =>
    play.take('planning', { task: 'planning-conditions', ...event } as StepEvent, note);
  planning(reviewed('2017-06-20', 'p-2003', 'NRP'), '内部意见：红线不清');
  planning(checked('2017-06-20', 'return', 'NRP'), '请核对红线');
  planning(reviewed('2017-06-21', 'p-2003', 'NRP'), '内部意见：越线');
  planning(checked('2017-06-22', 'refuse', 'NRP'), '选址越过生态红线');
  const end = {
    kind: 'end',
    outcome: 'refused',
    by: { subject: 'system' },
    at: morning('2017-06-22'),
  } as const;
  play.take('environmental-assessment', end);
  return play;
}

/** The first task of another order, returned to its reviewer. */
function returnedOrder() {
  const play = orderPlay(anOrder({ orderNo: 'O201706160002' }));
  const take = (event: object, note: string) =>
    play.take('project-initiation', { task: 'record', ...event } as StepEvent, note);
  take(reviewed('2017-06-19', 'p-2001', 'DRC'), '缺少红线图');
  take(checked('2017-06-19', 'return', 'DRC'), '图已在附件');
  return play;
}

interface Task {
  readonly code: string;
  readonly reasons: readonly Reason[];
}
interface Heard {
  readonly outcome: string;
  readonly ending: { readonly reasons: readonly Reason[] };
  readonly steps: readonly { readonly tasks: readonly Task[] }[];
  readonly plan: {
    readonly budgetDays: number;
    readonly steps: readonly { readonly tasks: readonly object[] }[];
  };
  readonly days: readonly {
    readonly event: { readonly id: string; readonly reason: Reason | null } | null;
  }[];
  readonly items: readonly (Task & { readonly orderNo: string })[];
}
type Who = keyof TestService['tokens'];
async function read(who: Who, path: string): Promise<Heard> {
  const { body } = (await request(service.url)
    .get(path)
    .set('Authorization', service.tokens[who])
    .expect(200)) as { body: Heard };
  return body;
}
const notesOf = (reasons: readonly Reason[]) => reasons.map(({ note }) => note);
const notesIn = ({ steps }: Heard) =>
  steps.flatMap(({ tasks }) => tasks.flatMap((task) => notesOf(task.reasons)));

test('the applicant reads why it was decided so, and neither opinions nor returns', async () => {
  expect(notesIn(await read('enterprise', `/v1/progress/${orderNo}`))).toEqual([
    '按备案办法办理',
    '选址越过生态红线',
  ]);
});

test('those who oversee read everything, with who, when and which decision', async () => {
  const progress = await read('supervisor', `/v1/progress/${orderNo}`);
  expect(notesIn(progress)).toHaveLength(6);
  expect(progress.steps[1]?.tasks[0]?.reasons[1]).toEqual({
    ...{ legalBasis: null, remedy: null, lines: [], amendment: null, corrected: null },
    ...{ kind: 'check', what: { zh: '退回', en: 'returned' }, opinion: null, verdict: 'return' },
    ...{ step: 'planning', task: 'planning-conditions', department: 'NRP' },
    ...{ at: '2017-06-20T10:00:00+08:00', by: 'p-3001', note: '请核对红线' },
  });
});

test('a refusal shows at the order at once, with the task it came from', async () => {
  const progress = await read('enterprise', `/v1/progress/${orderNo}`);
  expect(progress).toMatchObject({
    outcome: 'refused',
    ending: {
      ...{ outcome: 'refused', at: '2017-06-22T10:00:00+08:00' },
      ...{ step: 'planning', task: 'planning-conditions', department: 'NRP' },
    },
  });
  expect(notesOf(progress.ending.reasons)).toEqual(['选址越过生态红线']);
});

test('an open order has no ending', async () => {
  expect(await read('enterprise', '/v1/progress/O201706160002')).toMatchObject({
    outcome: null,
    ending: null,
  });
});

test("a reviewer reads why a task came back; the tasks of a department bear no other's notes", async () => {
  const { items } = await read('reviewer', '/v1/tasks');
  expect(items.map((task) => [task.orderNo, notesOf(task.reasons)])).toEqual([
    ['O201706160002', ['缺少红线图', '图已在附件']],
  ]);
  expect((await read('elsewhere', '/v1/tasks')).items).toEqual([]);
});

test('the ledger shows with an event what its reader may read of it', async () => {
  const notes = async (who: Who) => {
    const { days } = await read(who, `/v1/progress/${orderNo}/ledger?step=planning`);
    return days.flatMap(({ event }) => event?.reason?.note ?? []);
  };
  expect(await notes('supervisor')).toContain('请核对红线');
  expect(await notes('enterprise')).toEqual([]);
});

test("a department opens a task of its own with the plan, its own due days, and its own people's notes alone", async () => {
  const record = await read('elsewhere', `/v1/tasks/${orderNo}/planning-conditions`);
  expect(record).toMatchObject({
    ...{
      orderNo,
      track: '50',
      outcome: 'refused',
      project: { name: '样例', enterpriseName: '虚构', landHectares: 1 },
      step: { code: 'planning', state: 'done' },
    },
    task: { code: 'planning-conditions', state: 'closed', budgetDays: 3, limits: { promised: { days: 3 } } },
    ...{ openedAt: '2017-06-20T10:00:00+08:00', closedAt: '2017-06-22T10:00:00+08:00' },
    ownTasks: [
      { task: 'planning-conditions', state: 'closed', dueDay: '2017-06-23' },
      { task: 'scheme-review', state: 'waiting', dueDay: null },
    ],
  });
  expect(record.plan.budgetDays).toBe(50);
  expect(record.plan.steps[0]?.tasks[0]).toEqual({
    code: 'record',
    kind: 'review',
    department: 'DRC',
    papers: true,
    paperList: [
      { kind: 'business-licence', isMain: true },
      { kind: 'filing-form', isMain: true },
      { kind: 'truth-statement', isMain: false },
    ],
    budgetDays: 1,
  });
  const text = JSON.stringify(record);
  expect(text.match(/红线不清|请核对红线|越线|选址越过生态红线/g)).toHaveLength(4);
  expect(text).not.toMatch(/内部意见：同意|备案办法/);
});

test('a department reads a task of its own that is still to come', async () => {
  expect(await read('elsewhere', '/v1/tasks/O201706160002/scheme-review')).toMatchObject({
    ...{ step: { code: 'planning', state: 'waiting', light: null }, openedAt: null },
    task: { state: 'waiting', reasons: [] },
  });
});

test.each([
  ['reviewer', 'planning-conditions'],
  ['reviewer', 'eia-report'],
  ['elsewhere', 'record'],
] as const)('a %s finds no task of another: %s', async (who, task) => {
  await request(service.url)
    .get(`/v1/tasks/${orderNo}/${task}`)
    .set('Authorization', service.tokens[who])
    .expect(404);
});
