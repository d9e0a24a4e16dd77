import type { Caller } from '@doudi/infra/http';
import request from 'supertest';
import { orderPlay, morning } from './test-orders.ts';
import { anOrder, testService, type TestService } from './test-service.ts';

let service: TestService;
const orderNo = (serial: number) => `O20170616000${serial}`;
beforeAll(async () => {
  service = await testService();
  // stopped from 16 June through 20 July; the second's stop ends early, the third has none
  for (const serial of [1, 2, 3]) {
    const play = orderPlay(anOrder({ orderNo: orderNo(serial) }));
    if (serial < 3) play.stop('project-initiation', '2017-06-16');
    const by = { subject: 'p-2001', department: 'DRC' as const };
    const end = { kind: 'end-stop', task: 'record', by, at: morning('2017-06-20') } as const;
    if (serial === 2) play.take('project-initiation', end);
    await play.putOnRecord(service);
  }
});
afterAll(() => service.close());

const supervisor: Caller = { subject: 'p-1401', roles: ['supervisor'] };
const head = (department: string): Caller => ({ subject: 'p-4001', roles: ['head'], department });
const ask = async (caller: Caller, path: string) =>
  (
    await request(service.url)
      .get(path)
      .set('Authorization', await service.bearer(caller))
  ).body as {
    items: { orderNo: string; endedAt: string | null; excludedDays: number; lastDay: string }[];
    next: string | null;
    orders: number;
    complete: boolean;
    departments: object[];
  };

test('the stops of a department are listed with the days they have excluded until now', async () => {
  service.office.now = morning('2017-06-22');
  const { items } = await ask(head('DRC'), '/v1/stops');
  expect(items).toMatchObject([
    { orderNo: orderNo(2), endedAt: '2017-06-20T10:00:00+08:00', excludedDays: 2, lastDay: '2017-07-20' },
    { orderNo: orderNo(1), endedAt: null, excludedDays: 4, reason: 'hearing' },
  ]);
  expect((await ask(head('NRP'), '/v1/stops')).items).toEqual([]);
  const running = await ask(supervisor, '/v1/stops?state=running&department=DRC');
  expect(running.items.map((stop) => stop.orderNo)).toEqual([orderNo(1)]);
});

test('a stop whose last day has passed is over, also before its workflow has written so', async () => {
  service.office.now = morning('2017-07-21');
  const { items } = await ask(supervisor, '/v1/stops?state=over');
  expect(items.slice(1)).toMatchObject([{ endedAt: '2017-07-20T16:59:59.999+08:00', excludedDays: 24 }]);
});

test('of each department, the share of its days that stops have excluded', async () => {
  service.office.now = morning('2017-06-22');
  const shares = '/v1/stops/shares?from=2017-06-16&until=2017-06-16';
  // the days from 19 June: 3 charged of the stopped one (its last event was on day 0), 3 and 3 of the others
  const of = { department: 'DRC', stops: 2, reasons: { hearing: 2 }, excludedDays: 5, chargedDays: 9 };
  expect(await ask(supervisor, shares)).toMatchObject({
    ...{ orders: 3, complete: true },
    departments: [{ ...of, share: 0.5556 }],
  });
  expect((await ask(supervisor, shares.replaceAll('06-16', '06-17'))).orders).toBe(0);
});
