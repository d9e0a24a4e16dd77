import { openPool } from '@doudi/infra/database';
import { renumberReceipt } from './reconcile-receipt.ts';
import { sweepReceipts } from './sweep-receipts.ts';
import { testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeEach(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterEach(() => service.close());

const sweep = () => sweepReceipts(service.dependencies)();

/** An order of agent-1 whose project agent-2 and agent-3 have mandates for, too. */
async function anOrder(): Promise<{ orderNo: string; path: string }> {
  const projectCode = await people.registered();
  for (const agentId of ['agent-1', 'agent-2', 'agent-3']) await people.mandated(projectCode, { agentId });
  const { body } = await people.send('agent', '/v1/orders', { projectCode, track: '50' }).expect(201);
  return { orderNo: body.orderNo, path: `/v1/orders/${body.orderNo}/agent` };
}
const receipt = async (orderNo: string) => (await people.ask('enterprise', `/v1/orders/${orderNo}`)).body;

test('an order goes to another agent: the receipt names him, and its workflow is notified', async () => {
  const { orderNo, path } = await anOrder();
  const { body } = await people.send('enterprise', path, { agentId: 'agent-2' }).expect(202);
  expect(body).toMatchObject({ orderNo, agentId: 'agent-2', notified: true });
  expect(await receipt(orderNo)).toMatchObject({ agentId: 'agent-2' });
  expect(service.workflows.agents).toEqual([
    expect.objectContaining({ orderNo, seq: 1, agentId: 'agent-2', by: 'owner-1' }),
  ]);
});

test('a repeated request is answered as the first, and is no second replacement', async () => {
  const { path } = await anOrder();
  const once = () => people.send('enterprise', path, { agentId: 'agent-2' }, 'the-key');
  const first = await once().expect(202);
  await service.pool.query('delete from idempotency_keys');
  const again = await once().expect(202);
  expect(again.body).toEqual(first.body);
  expect(service.workflows.agents).toHaveLength(1);
});

test.each([
  ['nobody of the roster', 'agent-77', 422],
  ['an agent without a mandate', 'agent-9', 409],
  ['the agent who has it', 'agent-1', 409],
])('refuses %s, and changes nothing', async (_, agentId, status) => {
  const { orderNo, path } = await anOrder();
  const { body } = await people.send('enterprise', path, { agentId }).expect(status);
  expect(body).toMatchObject({ help: expect.any(String) as string });
  expect(await receipt(orderNo)).toMatchObject({ agentId: 'agent-1' });
  expect(service.workflows.agents).toEqual([]);
});

test('a mandate for commissions alone does not suffice', async () => {
  const projectCode = await people.registered();
  await people.mandated(projectCode);
  await people.mandated(projectCode, { agentId: 'agent-2', scopes: ['commission'] });
  const { body } = await people.send('agent', '/v1/orders', { projectCode, track: '50' }).expect(201);
  await people.send('enterprise', `/v1/orders/${body.orderNo}/agent`, { agentId: 'agent-2' }).expect(409);
});

test('an order that has ended keeps its agent', async () => {
  const { orderNo, path } = await anOrder();
  await service.pool.query(`update orders set closed_at = now(), outcome = 'withdrawn' where order_no = $1`, [
    orderNo,
  ]);
  await people.send('enterprise', path, { agentId: 'agent-2' }).expect(409);
});

test('of two at the same moment both are numbered, and the last one on record has the order', async () => {
  const { orderNo, path } = await anOrder();
  const ask = (agentId: string) => people.send('enterprise', path, { agentId }).expect(202);
  await Promise.all([ask('agent-2'), ask('agent-3')]);
  const last = service.workflows.agents.toSorted((a, b) => a.seq - b.seq).at(-1);
  expect(service.workflows.agents.map(({ seq }) => seq).sort()).toEqual([1, 2]);
  expect(await receipt(orderNo)).toMatchObject({ agentId: last?.agentId });
});

test('what was not sent is sent by the sweep, once, and not before the order has started', async () => {
  service.workflows.answers = 'unreachable';
  const { orderNo, path } = await anOrder();
  const { body } = await people.send('enterprise', path, { agentId: 'agent-2' }).expect(202);
  expect(body).toMatchObject({ notified: false });
  await sweep();
  expect(service.workflows.agents).toEqual([]);
  service.workflows.answers = 'ok';
  await sweep();
  await sweep();
  expect(service.workflows.orders.map(({ agentId }) => agentId)).toEqual(['agent-2']);
  expect(service.workflows.agents.map((one) => one.orderNo)).toEqual([orderNo]);
});

test('a receipt that gets another number keeps what is on record of it', async () => {
  service.workflows.answers = 'unreachable';
  const { orderNo, path } = await anOrder();
  await people.send('enterprise', path, { agentId: 'agent-2' }).expect(202);
  await people.send('enterprise', `/v1/orders/${orderNo}/withdrawal`, { reason: '误下' }).expect(202);
  // as those who repair: the login that owns the tables
  const { url } = service.database;
  const owner = openPool({ url, role: new URL(url).username, max: 1 });
  await owner.query('set search_path to intake');
  const number = await renumberReceipt(owner, orderNo).finally(() => owner.end());
  expect(number).not.toBe(orderNo);
  const { body } = await people.ask('enterprise', `/v1/orders/${number}`).expect(200);
  expect(body).toMatchObject({ agentId: 'agent-2', withdrawal: { reason: '误下' } });
  await people.ask('enterprise', `/v1/orders/${orderNo}`).expect(404);
});
