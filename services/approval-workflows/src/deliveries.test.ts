import request from 'supertest';
import { forgetAddresses, warnOfLateDeliveries } from './warn-of-late-deliveries.ts';
import { orderPlay } from './test-orders.ts';
import { anOrder, receivedAt, testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());
beforeEach(() => void (service.office.now = at('2017-06-20T10:00:00')));

const at = (text: string) => Date.parse(`${text}+08:00`);
type Who = keyof TestService['tokens'];
interface Heard {
  readonly status: number;
  readonly body: {
    readonly type?: string;
    readonly state?: string;
    readonly deliveryState: string;
    readonly isLate: boolean;
    readonly to: object | null;
    readonly actions: readonly { readonly action: string; readonly body?: object; readonly href: string }[];
    readonly items: readonly {
      readonly kind: string;
      readonly orderNo: string;
      readonly isLate: boolean;
      readonly delivery: object;
    }[];
    readonly result: { readonly delivery: object } | null;
    readonly wish: object | null;
  };
}
const get = async (who: Who, path: string): Promise<Heard> =>
  await request(service.url).get(path).set('Authorization', service.tokens[who]);
const post = async (who: Who, path: string, body: object): Promise<Heard> =>
  await request(service.url)
    .post(path)
    .set({ Authorization: service.tokens[who], 'Idempotency-Key': crypto.randomUUID() })
    .send(body);

let serial = 100;
/** An order whose record was approved on Monday 2017-06-19, and where that is handed over. */
async function anIssuedRecord() {
  const orderNo = `O201706160${(serial += 1)}`;
  const play = orderPlay(anOrder({ orderNo }));
  play.finish('project-initiation', '2017-06-19');
  await play.putOnRecord(service);
  return { orderNo, path: `/v1/tasks/${orderNo}/record/delivery` };
}
const toCourier = {
  way: 'courier',
  recipient: '样例收件人',
  phone: '13800138000',
  address: '样例市样例街道1号',
};
const dispatch = { act: 'dispatch', courier: '样例快递', trackingNo: 'SF12345678' };
const handOver = { act: 'hand-over', note: '李某持授权书签收' };

test('a delivery is born with its decision, once however often that is written', async () => {
  const { orderNo } = await anIssuedRecord();
  const { rows } = await service.pool.query(
    'select task, state, acts, decided_at from deliveries where order_no = $1',
    [orderNo],
  );
  expect(rows).toEqual([
    { task: 'record', state: 'new', acts: 0, decided_at: new Date(at('2017-06-19T10:00:00')) },
  ]);
  const again = orderPlay(anOrder({ orderNo }));
  again.finish('project-initiation', '2017-06-19');
  await again.putOnRecord(service);
  expect((await service.pool.query('select from deliveries where order_no = $1', [orderNo])).rowCount).toBe(
    1,
  );
});

test('at the counter a result is handed over with a proof, and the applicant is told', async () => {
  const { orderNo, path } = await anIssuedRecord();
  expect((await post('reviewer', path, handOver)).body).toMatchObject({
    ...{ deliveryState: 'done', deliveryWay: 'counter', note: handOver.note, isLate: false },
    doneAt: '2017-06-20T10:00:00+08:00',
  });
  const { rows } = await service.pool.query<{ addressees: string[] }>(
    `select addressees from notices where order_no = $1 and kind = 'deliver'`,
    [orderNo],
  );
  expect(rows.map(({ addressees }) => addressees)).toEqual([
    ['enterprise:91330683MAFAKE0199', 'agent:p-1001'],
  ]);
  const { body } = await get('enterprise', '/v1/inbox/approval-workflows/notices?limit=100');
  expect(JSON.stringify(body.items)).toContain('送达：窗口已交付');
});

test('nothing is sent before the applicant has said where to; then courier, number and proof are on record', async () => {
  const { orderNo, path } = await anIssuedRecord();
  const refused = await post('reviewer', path, dispatch);
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/no-courier-wished']);
  expect((await post('enterprise', `/v1/progress/${orderNo}/delivery`, toCourier)).status).toBe(200);
  expect((await post('reviewer', path, dispatch)).body).toMatchObject({
    ...{ deliveryState: 'ongoing', deliveryWay: 'courier', courier: '样例快递', trackingNo: 'SF12345678' },
  });
  expect((await post('checker', path, { act: 'prove', note: '本人签收' })).body.deliveryState).toBe('done');
});

test('a cancelled delivery says why, and begins anew', async () => {
  const { path } = await anIssuedRecord();
  const cancelled = await post('reviewer', path, { act: 'cancel', note: '地址查无此人' });
  expect(cancelled.body).toMatchObject({ deliveryState: 'cancelled', note: '地址查无此人' });
  expect((await post('reviewer', path, { act: 'renew' })).body).toMatchObject({
    deliveryState: 'new',
    note: null,
  });
});

test('of two who hand it over at once the second is told where it stands', async () => {
  const { path } = await anIssuedRecord();
  const both = await Promise.all([post('reviewer', path, handOver), post('checker', path, handOver)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ state: 'done', needs: ['new'] });
});

test('each act says what belongs to it and nothing else', async () => {
  const { path } = await anIssuedRecord();
  for (const body of [
    { act: 'hand-over' },
    { act: 'dispatch', courier: '样例快递' },
    { act: 'renew', note: '再送' },
  ])
    expect((await post('reviewer', path, body)).status).toBe(422);
});

test('what is listed as open is what is accepted', async () => {
  const { orderNo, path } = await anIssuedRecord();
  const { actions } = (await get('reviewer', `/v1/tasks/${orderNo}/record`)).body;
  const own = actions.filter(({ href }) => href === path);
  expect(own.map(({ action }) => action)).toEqual(['hand-over-result', 'cancel-delivery']);
  expect((await post('reviewer', path, { ...own[0]?.body, note: '签收' })).status).toBe(200);
  expect(
    (await get('head', `/v1/tasks/${orderNo}/record`)).body.actions.filter(({ href }) => href === path),
  ).toEqual([]);
});

test('a department knows of its own deliveries only, the service counter of all', async () => {
  const { path } = await anIssuedRecord();
  expect((await post('elsewhere', path, handOver)).status).toBe(404);
  const counter = await service.bearer({ subject: 'p-2099', roles: ['reviewer'], department: 'ASC' });
  const answer = await request(service.url)
    .post(path)
    .set({ Authorization: counter, 'Idempotency-Key': crypto.randomUUID() })
    .send(handOver);
  expect(answer.status).toBe(200);
});

test('an address is shown masked to all, in full to who writes it on the envelope, and that leaves a line', async () => {
  const { orderNo, path } = await anIssuedRecord();
  const wished = await post('enterprise', `/v1/progress/${orderNo}/delivery`, toCourier);
  const masked = { recipient: '样**', phone: '****8000', address: '样例市样****' };
  expect(wished.body.to).toEqual(masked);
  expect((await get('enterprise', `/v1/progress/${orderNo}/results`)).body.wish).toMatchObject({
    to: masked,
  });
  const { way: _way, ...whole } = toCourier;
  expect((await get('reviewer', path)).body.to).toEqual(whole);
  const { rowCount } = await service.pool.query('select from audit where path = $1 and status = 200', [path]);
  expect(rowCount).toBe(1);
});

test('what waits to be handed over is in the inbox of its department, late first, until the proof', async () => {
  const [early, late] = [await anIssuedRecord(), await anIssuedRecord()];
  service.office.now = at('2017-07-04T10:00:00');
  const waiting = async (who: Who = 'reviewer') => {
    const { items } = (await get(who, '/v1/inbox/approval-workflows?limit=100')).body;
    return items.filter(({ kind }) => kind === 'delivery').map(({ orderNo, isLate }) => [orderNo, isLate]);
  };
  expect(await waiting()).toEqual(
    expect.arrayContaining([
      [early.orderNo, true],
      [late.orderNo, true],
    ]),
  );
  expect(await waiting('elsewhere')).toEqual([]);
  await post('reviewer', early.path, handOver);
  const left = await waiting();
  expect(left).not.toContainEqual([early.orderNo, true]);
  expect(left).toContainEqual([late.orderNo, true]);
  expect(
    (await get('enterprise', `/v1/progress/${early.orderNo}/results`)).body.items[0]?.delivery,
  ).toMatchObject({
    ...{ dueDay: '2017-07-03', isLate: true },
  });
});

test('a department is told once that a result is late, from 17:00 of the tenth working day on, and not of what was handed over', async () => {
  const [left, handed] = [await anIssuedRecord(), await anIssuedRecord()];
  await post('reviewer', handed.path, handOver);
  const warn = warnOfLateDeliveries(service.dependencies);
  const told = async () => {
    const { rows } = await service.pool.query<{ at: Date; addressees: string[] }>(
      `select at, addressees from notices where kind = 'deliver-late' and order_no = any ($1)`,
      [[left.orderNo, handed.orderNo]],
    );
    return rows;
  };
  service.office.now = at('2017-07-03T16:59:59');
  await warn();
  expect(await told()).toEqual([]);
  service.office.now = at('2017-07-03T17:00:00');
  await Promise.all([warn(), warn()]);
  await warn();
  expect(await told()).toEqual([
    { at: new Date(at('2017-07-03T17:00:00')), addressees: ['reviewer:DRC', 'checker:DRC', 'head:DRC'] },
  ]);
});

test('an address is erased ninety days after its order has ended, unless something is to be sent still', async () => {
  const { orderNo, path } = await anIssuedRecord();
  await post('enterprise', `/v1/progress/${orderNo}/delivery`, toCourier);
  await service.activities.projectOrder({
    orderNo,
    generation: 1,
    closedAt: receivedAt,
    outcome: 'withdrawn',
    events: [],
  });
  const forget = forgetAddresses(service.dependencies);
  const kept = async () =>
    (
      await service.pool.query('select from delivery_wishes where order_no = $1 and address is not null', [
        orderNo,
      ])
    ).rowCount;
  service.office.now = receivedAt + 91 * 86_400_000;
  await forget();
  expect(await kept()).toBe(1);
  await post('reviewer', path, handOver);
  service.office.now = receivedAt + 89 * 86_400_000;
  await forget();
  expect(await kept()).toBe(1);
  service.office.now = receivedAt + 91 * 86_400_000;
  await forget();
  expect(await kept()).toBe(0);
});

test('the history of a delivery is on the order’s ledger, and both sides read the proof', async () => {
  const { orderNo, path } = await anIssuedRecord();
  await post('reviewer', path, handOver);
  for (const [who, url] of [
    ['enterprise', `/v1/progress/${orderNo}`],
    ['checker', `/v1/tasks/${orderNo}/record`],
  ] as const)
    expect(JSON.stringify((await get(who, url)).body)).toContain(handOver.note);
});
