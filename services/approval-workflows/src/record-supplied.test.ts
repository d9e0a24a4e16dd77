import { randomUUID } from 'node:crypto';
import { givePapers, replacePaper } from '@doudi/testing/database/give-papers';
import type { PaperKind, ReceivedOrder, StepEvent } from '@doudi/workflows';
import request from 'supertest';
import { findSupplied } from './record-supplied.ts';
import { sweepArrivals } from './send-arrivals.ts';
import { anOrder, receivedAt, testService, type TestService } from './test-service.ts';
import { morning, orderPlay } from './test-orders.ts';

let service: TestService;
let serial = 0;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());
beforeEach(() => {
  service.office.now = receivedAt;
  service.workflows.asked.length = 0;
  service.workflows.answer = { task: 'record', state: 'reviewing', at: receivedAt, stepClosed: false };
});

/** An order whose first task has asked for newer versions of papers that its project has. */
async function asking(...kinds: PaperKind[]): Promise<ReceivedOrder> {
  const no = String(++serial).padStart(4, '0');
  const order = anOrder({ orderNo: `O20170616${no}`, projectCode: `2017-330683-29-03-01${no}` });
  await givePapers(service.database.url, order);
  const by = { subject: 'p-2001', department: 'DRC' };
  const asked: StepEvent = { kind: 'ask-supplement', task: 'record', by, at: receivedAt, days: 10, kinds };
  const play = orderPlay(order);
  if (kinds.length > 0) play.take('project-initiation', asked);
  await play.putOnRecord(service);
  return order;
}

const sweep = () => sweepArrivals(service.dependencies)();
const renew = ({ projectCode }: ReceivedOrder, kind: PaperKind, day: string) =>
  replacePaper(service.database.url, { projectCode, kind, at: new Date(morning(day)) });
const supplied = async ({ orderNo }: ReceivedOrder) =>
  (await service.pool.query<{ at: Date; by: string }>(`select at, by from supplies where order_no = '${orderNo}'`))
    .rows; // prettier-ignore

test('with the last paper that a supplement names it is supplied, at the instant that came, and the step is told once', async () => {
  const order = await asking('filing-form', 'business-licence');
  service.office.now = morning('2017-06-21');
  await sweep();
  await renew(order, 'filing-form', '2017-06-19');
  await sweep();
  expect([await supplied(order), service.workflows.asked]).toEqual([[], []]);
  await renew(order, 'business-licence', '2017-06-20');
  await Promise.all([sweep(), sweep()]);
  await sweep();
  expect(await supplied(order)).toEqual([{ at: new Date(morning('2017-06-20')), by: 'intake' }]);
  const asked = new Set(service.workflows.asked.map(({ updateId }) => updateId));
  expect([...asked]).toEqual([`supply/record/${receivedAt}`]);
  expect(service.workflows.asked[0]?.arg).toMatchObject({ task: 'record', at: morning('2017-06-20') });
});

test('a supplement that names no paper waits for what the applicant says', async () => {
  const order = await asking();
  await renew(order, 'filing-form', '2017-06-19');
  service.office.now = morning('2017-06-21');
  await sweep();
  expect(await supplied(order)).toEqual([]);
});

test('before it lapses it is asked what had come by then, also when nobody has looked', async () => {
  const order = await asking('filing-form');
  await renew(order, 'filing-form', '2017-06-20');
  const { orderNo } = order;
  const until = (day: string) =>
    findSupplied(service.pool, { orderNo, task: 'record' }, { after: receivedAt, before: morning(day) });
  expect(await until('2017-06-20')).toBeNull();
  expect(await until('2017-06-30')).toMatchObject({ task: 'record', at: morning('2017-06-20') });
  expect(await supplied(order)).toHaveLength(1);
});

test('a valid paper is not asked for again, unless it is said what is wrong with it', async () => {
  const { orderNo } = await asking();
  const ask = async (...lines: object[]) => {
    const headers = { Authorization: service.tokens.reviewer, 'Idempotency-Key': randomUUID() };
    const path = `/v1/tasks/${orderNo}/record/supplement`;
    const answer = await request(service.url).post(path).set(headers).send({ lines });
    const { faults = [] } = answer.body as { faults?: { at: string }[] };
    return [answer.status, ...faults.map(({ at }) => at)];
  };
  const [free, wanted] = [{ text: '缺少' }, { text: '请补正', paper: 'filing-form' }];
  expect(await ask(free, wanted)).toEqual([422, '/lines/1/paper']);
  expect(await ask(free, { text: '请补正', isFlawed: true })).toEqual([422, '/lines/1/paper']);
  const flawed = { ...wanted, isFlawed: true };
  expect(await ask(flawed)).toEqual([200]);
  expect(await ask(free, flawed)).toEqual([200]);
  // what is asked for in words alone is answered in words
  expect(service.workflows.asked.map(({ arg }) => (arg as { act: object }).act)).toEqual([
    { kind: 'ask-supplement', days: 10, kinds: ['filing-form'] },
    { kind: 'ask-supplement', days: 10 },
  ]);
});
