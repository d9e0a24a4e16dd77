import request from 'supertest';
import { caseNumber, openCase, type Case, type RaisedCause } from '@doudi/workflows';
import { insertCase } from './cases.ts';
import { inTransaction } from '@doudi/infra/database';
import { anOrder, firstWrite, receivedAt, testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());
beforeEach(() => {
  Object.assign(service.workflows, { started: [], told: [], isSilent: false, endOf: undefined });
});

let orders = 100;
/** A cause of an order that is on record. */
async function aCause(): Promise<RaisedCause> {
  const order = anOrder({ orderNo: `O20170616${(orders += 1)}0` });
  await service.activities.registerOrder(order);
  await service.activities.projectStep(firstWrite(order));
  return {
    orderNo: order.orderNo,
    step: 'project-initiation',
    cause: 'step-red',
    task: null,
    at: receivedAt,
  };
}

const serials = async () =>
  (await service.pool.query<{ caseNo: string }>('select case_no as "caseNo" from cases order by 1')).rows.map(
    ({ caseNo }) => caseNo,
  );
const withoutGaps = (numbers: readonly string[]) =>
  numbers.map((_number, place) => caseNumber('2017-06-16', place + 1));

/** Writes a case as its workflow does. */
async function written({ orderNo, step }: RaisedCause, caseNo: string, changes: Partial<Case> = {}) {
  const opened = openCase({ openedAt: receivedAt, way: 'timeout', cause: 'timeout', orderNo, step });
  await service.activities.projectCase(
    { caseNo },
    { caseNo, generation: 1, case: { ...opened, ...changes }, events: [] },
  );
}

test('of attempts at the same time all find the same case, and many at once leave no gap in the numbers', async () => {
  const causes = await Promise.all(Array.from({ length: 8 }, aCause));
  const raised = await Promise.all(
    [...causes, ...causes].map((cause) => service.activities.raiseCase(cause)),
  );
  expect(raised.slice(0, 8)).toEqual(raised.slice(8));
  expect(new Set(raised).size).toBe(8);
  const numbers = await serials();
  expect(numbers).toEqual(withoutGaps(numbers));
});

test('an attempt that ends between the number and the start leaves a case that the next one starts', async () => {
  const cause = await aCause();
  service.workflows.isSilent = true;
  await expect(service.activities.raiseCase(cause)).rejects.toThrow('no answer');
  service.workflows.isSilent = false;
  const before = await serials();
  const caseNo = await service.activities.raiseCase(cause);
  expect(await serials()).toEqual(before);
  expect(service.workflows.started).toMatchObject([
    { start: { caseNo, generation: 1 }, cause: { at: receivedAt } },
  ]);
});

test('a number whose transaction is undone is given to the next', async () => {
  const before = await serials();
  const undone = inTransaction(service.pool, async (db) => {
    const opened = openCase({ openedAt: receivedAt, way: 'counter', cause: 'other' });
    await insertCase(db, '2017-06-16' as never, opened, { calendarVersion: 'no such calendar' });
  });
  await expect(undone).rejects.toThrow();
  const caseNo = await service.activities.raiseCase(await aCause());
  const numbers = await serials();
  expect(numbers).toEqual([...before, caseNo]);
  expect(numbers).toEqual(withoutGaps(numbers));
});

test('a case that is under way is told of a later cause, and not started again', async () => {
  const cause = await aCause();
  const caseNo = await service.activities.raiseCase(cause);
  await written(cause, caseNo);
  service.workflows.started.splice(0);
  await service.activities.raiseCase({ ...cause, cause: 'task-overrun', task: 'record' });
  expect(service.workflows.started).toEqual([]);
  expect(service.workflows.told).toMatchObject([
    { caseNo, cause: { cause: 'task-overrun', task: 'record' } },
  ]);
});

test('a case that ends while it is told is started from the row it has left, not from the one that was read', async () => {
  const cause = await aCause();
  const caseNo = await service.activities.raiseCase(cause);
  await written(cause, caseNo);
  const ended = {
    state: 'closed',
    outcome: 'settled-by-transfer',
    closedAt: receivedAt + 1,
    events: 7,
  } as const;
  service.workflows.endOf = () => written(cause, caseNo, ended);
  await service.activities.raiseCase({ ...cause, cause: 'task-overrun', task: 'record' });
  expect(service.workflows.started.at(-1)?.start).toMatchObject({ caseNo, generation: 2, case: ended });
});

test('a case of an agency’s task leads to its commission, where the agency can be replaced', async () => {
  const cause = await aCause();
  const caseNo = await service.activities.raiseCase(cause);
  const matter = (task: 'eia-report' | 'eia-review') =>
    ({ cause: 'task-overrun', task, at: receivedAt, decidedAt: null }) as const;
  await written(cause, caseNo, { matters: [matter('eia-report'), matter('eia-review')] });
  const Authorization = await service.bearer({ subject: 'p-officer', roles: ['fallback-officer'] });
  const answer = await request(service.url).get(`/v1/cases/${caseNo}`).set({ Authorization });
  expect((answer.body as { matters: unknown }).matters).toMatchObject([
    { task: 'eia-report', commissionNo: `C${cause.orderNo?.slice(1)}-eia-report` },
    { task: 'eia-review', commissionNo: null },
  ]);
});
