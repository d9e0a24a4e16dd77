import { countContradictions } from '@doudi/infra/temporal';
import {
  isRefusal,
  stepProgress,
  stepWorkflowId,
  type Step,
  type StepEvent,
  type StepWrite,
} from '@doudi/workflows';
import { listCountedEvents } from './events.ts';
import { listSteps } from './steps.ts';
import { morning } from './test-orders.ts';
import { anOrder, firstWrite, receivedAt, testService, type TestService } from './test-service.ts';

let test_: TestService;
beforeAll(async () => void (test_ = await testService()));
afterAll(() => test_.close());

const order = (serial: number) => anOrder({ orderNo: `O20170616000${serial}` });
const by = (subject: string) => ({ subject, department: 'DRC' });
const review: StepEvent = {
  kind: 'review',
  task: 'record',
  by: by('p-1'),
  at: receivedAt + 1,
  opinion: 'approve',
};
const check: StepEvent = {
  kind: 'check',
  task: 'record',
  by: by('p-2'),
  at: receivedAt + 2,
  verdict: 'approve',
};

function next({ step, ...write }: StepWrite, event: StepEvent): StepWrite {
  const moved = stepProgress(step, event);
  if (isRefusal(moved)) throw new Error(moved.refused);
  return {
    ...write,
    step: moved,
    events: [{ seq: moved.events, at: event.at, kind: event.kind, by: event.by.subject, detail: {} }],
  };
}
const stored = async (orderNo: string): Promise<Step | undefined> =>
  (await listSteps(test_.pool, orderNo))[0];
const eventsOf = async (orderNo: string) =>
  (
    await test_.pool.query<{ seq: number }>(
      'select seq from events where order_no = $1 and step is not null order by seq',
      [orderNo],
    )
  ).rows;

test('what is written is what the rules judge', async () => {
  const opening = firstWrite(order(1));
  await test_.activities.registerOrder(order(1));
  await test_.activities.projectStep(opening);
  expect(await stored(opening.orderNo)).toEqual(opening.step);
});

test('a repeated write changes nothing, and one that comes late does not put a row back', async () => {
  const opening = firstWrite(order(2));
  const reviewed = next(opening, review);
  const checked = next(reviewed, check);
  await test_.activities.registerOrder(order(2));
  for (const write of [opening, reviewed, checked, reviewed, opening, checked])
    await test_.activities.projectStep(write);
  expect(await stored(opening.orderNo)).toEqual(checked.step);
  expect(await eventsOf(opening.orderNo)).toEqual([{ seq: 1 }, { seq: 2 }, { seq: 3 }]);
});

test('a write under a newer generation repairs the rows, whatever its number', async () => {
  const opening = firstWrite(order(3));
  await test_.activities.registerOrder(order(3));
  await test_.activities.projectStep(next(opening, review));
  await test_.activities.projectStep({ ...opening, generation: 2, events: [] });
  expect(await stored(opening.orderNo)).toMatchObject({
    events: 1,
    tasks: [{ state: 'reviewing' }, { state: 'waiting' }],
  });
});

test('the order is notified of its clock when it changes, and again when a write is repeated because that failed', async () => {
  const opening = firstWrite(order(4));
  await test_.activities.registerOrder(order(4));
  test_.workflows.notified.length = 0;
  test_.workflows.isSilent = true;
  await expect(test_.activities.projectStep(opening)).rejects.toThrow('no answer');
  test_.workflows.isSilent = false;
  await test_.activities.projectStep(opening);
  await test_.activities.projectStep(next(opening, review));
  expect(test_.workflows.notified).toHaveLength(1);
  expect(test_.workflows.notified[0]).toMatchObject({ light: 'GREEN', dueDay: '2017-08-25', revision: 1 });
});

test('a mark that moved to later is not notified, and read when it is asked for', async () => {
  const opening = firstWrite(order(7));
  await test_.activities.registerOrder(order(7));
  await test_.activities.projectStep(opening);
  const first = test_.workflows.notified.at(-1);
  test_.workflows.notified.length = 0;
  const reviewed = next(opening, review);
  test_.office.now = morning('2017-06-19');
  for (const write of [reviewed, next(reviewed, { ...check, at: test_.office.now })])
    await test_.activities.projectStep(write);
  expect(test_.workflows.notified).toEqual([]);
  const read = await test_.activities.readOrderNews(opening.orderNo);
  expect(read).toMatchObject({ revision: 2, light: 'GREEN', dueDay: '2017-08-25' });
  expect(read.nextMarkAt).toBeGreaterThan(Number(first?.nextMarkAt));
  test_.office.now = receivedAt;
});

test('a step that closes is answered the clock of its order, also when its last write is repeated', async () => {
  const opening = firstWrite(order(8));
  await test_.activities.registerOrder(order(8));
  await test_.activities.projectStep(opening);
  test_.workflows.notified.length = 0;
  const refused = [
    { ...review, opinion: 'refuse' } as const,
    { ...check, verdict: 'refuse' } as const,
  ].reduce(next, opening);
  const closing = { ...refused, answersClock: true };
  const answer = await test_.activities.projectStep(closing);
  expect(answer).toMatchObject({ light: 'GREEN' });
  expect(await test_.activities.projectStep(closing)).toEqual(answer);
  expect(test_.workflows.notified).toEqual([]);
});

test('registering an order again answers the same calendar, without the years before it', async () => {
  const first = await test_.activities.registerOrder(order(5));
  expect(await test_.activities.registerOrder(order(5))).toEqual(first);
  expect(Object.keys(first.calendar.off)[0]).toBe('2017');
});

test('the case of a step has one number, ever, and it is told of a cause once it is started', async () => {
  await test_.activities.registerOrder(order(6));
  const { orderNo } = order(6);
  const raised = { orderNo, cause: 'step-red', task: null, at: receivedAt } as const;
  const raise = (step: 'planning' | 'fire-safety') => test_.activities.raiseCase({ ...raised, step });
  const numbers = await Promise.all([1, 2, 3].map(() => raise('planning')));
  expect(new Set(numbers).size).toBe(1);
  const serials = [numbers[0] ?? '', await raise('fire-safety')].map((caseNo) => caseNo.slice(-6, -2));
  expect(serials).toEqual(['0001', '0002']);
  expect(test_.workflows.started.map(({ cause }) => cause?.cause)).toEqual(Array(4).fill('step-red'));
});

test('an event with another content than that on record is an error, seen and counted, never dropped', async () => {
  const opening = firstWrite(order(27));
  await test_.activities.registerOrder(order(27));
  await test_.activities.projectStep(opening);
  const reviewed = next(opening, review);
  await test_.activities.projectStep(reviewed);
  const before = countContradictions();
  const otherwise = next(opening, { ...review, by: by('p-9') });
  await expect(test_.activities.projectStep(otherwise)).rejects.toThrow('event 2 of');
  expect(countContradictions()).toBe(before + 1);
  expect(await stored(opening.orderNo)).toEqual(reviewed.step);
});

test('once a newer generation is on record, a refused event is taken under it, and what it contradicts counts no more', async () => {
  const opening = firstWrite(order(28));
  await test_.activities.registerOrder(order(28));
  await test_.activities.projectStep(opening);
  await test_.activities.projectStep(next(opening, review));
  const mine = next(opening, { ...review, by: by('p-9') });
  const repaired = next(mine, { ...check, by: by('p-2') });
  await test_.activities.projectStep({ ...repaired, generation: 2 });
  await test_.activities.projectStep(mine);
  const events = await listCountedEvents(test_.pool, stepWorkflowId(opening.orderNo, opening.step.code));
  expect(events.map(({ seq, by: who }) => [seq, who])).toEqual([
    [1, null],
    [2, 'p-9'],
    [3, 'p-2'],
  ]);
  expect(await stored(opening.orderNo)).toEqual(repaired.step);
});

test('a number that is on record for another receipt is refused; a new run writes under the next generation', async () => {
  await test_.activities.registerOrder(order(29), 'run-1');
  await expect(
    test_.activities.registerOrder({ ...order(29), projectCode: '2017-330683-29-03-000099' }, 'run-2'),
  ).rejects.toThrow('for another receipt');
  expect((await test_.activities.registerOrder(order(29), 'run-1')).generation).toBe(1);
  expect((await test_.activities.registerOrder(order(29), 'run-2')).generation).toBe(2);
  expect((await test_.activities.registerOrder(order(29), 'run-2')).generation).toBe(2);
});
