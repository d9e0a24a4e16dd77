import { isRefusal, planFor, type Plan } from '@doudi/workflows';
import { sweepReceipts } from './sweep-receipts.ts';
import { testService, type TestService } from './test-service.ts';
import { requestsOf, type Who } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeEach(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterEach(() => service.close());

const sweep = () => sweepReceipts(service.dependencies)();
const change = (orderNo: string, body: object, key?: string, who: Who = 'enterprise') =>
  people.send(who, `/v1/orders/${orderNo}/track`, body, key);

interface Changes {
  readonly track: string;
  readonly budgetDays: number;
  readonly trackChanges: readonly { readonly by: string; readonly from: object; readonly to: object }[];
  readonly actions: readonly { readonly action: string }[];
}
const receipt = async (orderNo: string) =>
  (await people.ask('enterprise', `/v1/orders/${orderNo}`)).body as unknown as Changes;
const planOf = async (orderNo: string): Promise<Plan> =>
  (await service.pool.query<{ plan: Plan }>('select plan from orders where order_no = $1', [orderNo]))
    .rows[0]!.plan;

test('a receipt follows the plan that its workflow made of it, and keeps the one it had', async () => {
  const orderNo = await people.ordered();
  const [fifty, twenty] = [planFor('50') as Plan, planFor('30', 20) as Plan];
  const mixed = { ...twenty, steps: [fifty.steps[0]!, ...twenty.steps.slice(1)] };
  service.workflows.decides = () => ({ seq: 2, at: Date.now(), former: fifty, plan: mixed });
  const { body } = await change(orderNo, { track: '30', days: 20 }).expect(200);
  expect(body).toMatchObject({ orderNo, track: '30', budgetDays: 20 });
  expect(await planOf(orderNo)).toEqual(mixed);
  const { rows } = await service.pool.query('select former_plan from track_changes');
  expect(rows).toEqual([{ former_plan: fifty }]);
  const { trackChanges, ...shown } = await receipt(orderNo);
  expect(shown).toMatchObject({ track: '30', budgetDays: 20 });
  expect(trackChanges).toEqual([
    expect.objectContaining({
      by: 'owner-1',
      from: { track: '50', budgetDays: 50 },
      to: { track: '30', budgetDays: 20 },
    }),
  ]);
  expect(service.workflows.changes).toEqual([
    expect.objectContaining({ orderNo, plan: twenty, by: 'owner-1' }),
  ]);
});

test('a repeated request is answered as the first, by one update', async () => {
  const orderNo = await people.ordered();
  const first = await change(orderNo, { track: '80' }, 'the-key').expect(200);
  await service.pool.query('delete from idempotency_keys');
  const again = await change(orderNo, { track: '80' }, 'the-key').expect(200);
  expect(again.body).toEqual(first.body);
  expect(service.workflows.changes).toHaveLength(1);
});

test('an agent changes it only with a mandate for orders', async () => {
  const projectCode = await people.registered();
  await people.mandated(projectCode, { scopes: ['commission'] });
  const { body } = await people.send('enterprise', '/v1/orders', { projectCode, track: '50' }).expect(201);
  await change(body.orderNo, { track: '80' }, undefined, 'agent').expect(403);
  await people.mandated(projectCode);
  await change(body.orderNo, { track: '80' }, undefined, 'agent').expect(200);
});

test.each([
  ['the track and days it has', { track: '50' }, 409, 'track-unchanged'],
  ['fewer days than the least', { track: '30', days: 12 }, 409, 'days-out-of-range'],
  ['days on a track that has its own', { track: '80', days: 40 }, 422, 'unfit'],
])('refuses %s, and asks no workflow', async (_, body, status, type) => {
  const orderNo = await people.ordered();
  const answer = await change(orderNo, body).expect(status);
  expect(answer.body).toMatchObject({ type: expect.stringContaining(type) as string });
  expect(service.workflows.changes).toEqual([]);
  expect((await receipt(orderNo)).trackChanges).toEqual([]);
});

test('an order that has ended or is withdrawn keeps its track', async () => {
  const [ended, withdrawn] = [await people.ordered(), await people.ordered()];
  await service.pool.query(`update orders set closed_at = now(), outcome = 'refused' where order_no = $1`, [
    ended,
  ]);
  service.workflows.answers = 'unreachable';
  await people
    .send('enterprise', `/v1/orders/${withdrawn}/withdrawal`, { reason: '项目选址有变' })
    .expect(202);
  service.workflows.answers = 'ok';
  for (const orderNo of [ended, withdrawn]) {
    const { body } = await change(orderNo, { track: '80' }).expect(409);
    expect(body).toMatchObject({ type: expect.stringContaining('order-closed') as string });
  }
});

test('what the workflow refuses is answered as it said, also to a repetition, and then not listed any more', async () => {
  const orderNo = await people.ordered();
  expect((await receipt(orderNo)).actions.map(({ action }) => action)).toContain('change-track');
  service.workflows.decides = () => ({ refused: 'initiation-over' });
  for (let time = 1; time <= 2; time++) {
    await service.pool.query('delete from idempotency_keys');
    const { body } = await change(orderNo, { track: '80' }, 'the-key').expect(409);
    expect(body).toMatchObject({ type: expect.stringContaining('initiation-over') as string });
  }
  expect(await receipt(orderNo)).toMatchObject({ track: '50', trackChanges: [] });
  expect((await receipt(orderNo)).actions.map(({ action }) => action)).not.toContain('change-track');
});

test('of a workflow that ended without having been asked the answer is how the order ended', async () => {
  const orderNo = await people.ordered();
  service.workflows.decides = () => 'ended';
  const { body } = await change(orderNo, { track: '80' }).expect(409);
  expect(body).toMatchObject({ type: expect.stringContaining('order-closed') as string, outcome: null });
});

test.each(['a repetition', 'the sweep'])(
  'while the workflows are silent it is not known; %s asks with the same key, and the receipt follows',
  async (who) => {
    const orderNo = await people.ordered();
    service.workflows.answers = 'unreachable';
    await change(orderNo, { track: '80' }, 'the-key').expect(503);
    expect(await receipt(orderNo)).toMatchObject({ track: '50', trackChanges: [] });
    service.workflows.answers = 'ok';
    if (who === 'the sweep') await sweep();
    await change(orderNo, { track: '80' }, 'the-key').expect(200);
    await sweep();
    expect(await receipt(orderNo)).toMatchObject({ track: '80', budgetDays: 80 });
    expect(service.workflows.changes).toHaveLength(1);
  },
);

test('an order that has not started starts first, with the plan it was opened with', async () => {
  service.workflows.answers = 'unreachable';
  const orderNo = await people.ordered();
  await change(orderNo, { track: '80' }, 'the-key').expect(503);
  await sweep();
  service.workflows.answers = 'ok';
  await change(orderNo, { track: '80' }, 'the-key').expect(200);
  expect(service.workflows.orders.map(({ plan }) => plan.track)).toEqual(['50']);
  expect(await receipt(orderNo)).toMatchObject({ track: '80', state: 'running' });
});

test('answers that arrive in another order than they were given leave the plan of the last change', async () => {
  const orderNo = await people.ordered();
  const [fifty, eighty, thirty] = [planFor('50'), planFor('80'), planFor('30')] as [Plan, Plan, Plan];
  service.workflows.answers = 'unreachable';
  await change(orderNo, { track: '80' }, 'first').expect(503);
  service.workflows.answers = 'ok';
  const at = Date.now();
  service.workflows.decides = (_, plan) =>
    plan.track === '80'
      ? { seq: 2, at, former: fifty, plan: eighty }
      : { seq: 3, at, former: eighty, plan: thirty };
  await change(orderNo, { track: '30' }, 'second').expect(200);
  await sweep();
  expect(
    Object.values(service.workflows.decided).filter((one) => one !== 'ended' && !isRefusal(one)),
  ).toHaveLength(2);
  expect(await receipt(orderNo)).toMatchObject({ track: '30', trackChanges: [{}, {}] });
  expect(await planOf(orderNo)).toEqual(thirty);
});
