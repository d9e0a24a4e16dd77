import { shippedCalendar } from '@doudi/workflows';
import request from 'supertest';
import { markPublished } from './calendars.ts';
import { anOrder, firstWrite, receivedAt, testService, type TestService } from './test-service.ts';

let service: TestService;
const order = anOrder();
beforeAll(async () => {
  service = await testService();
  await service.activities.registerOrder(order);
  await service.activities.projectStep(firstWrite(order));
});
afterAll(() => service.close());

/** What tests read of an answer; a field is there where its URL answers it. */
interface Heard {
  readonly body: {
    readonly type: string;
    readonly faults: readonly { readonly at: string; readonly fault: string }[];
    readonly items: readonly object[];
    readonly state: string;
  };
}
interface Asking extends PromiseLike<Heard> {
  expect(status: number): Asking;
}
let key = 0;
const send = (verb: 'put' | 'post', path: string, body: object = {}): Asking =>
  request(service.url)
    [verb](`/v1/calendars/${path}`)
    .set('Authorization', service.tokens.administrator)
    .set('Idempotency-Key', `k-${key++}`)
    .send(body);
const read = (path: string): Asking =>
  request(service.url).get(path).set('Authorization', service.tokens.enterprise);

/** The shipped calendar by years, with more days off where a test wants them. */
function years(more: readonly string[] = []) {
  const of = (days: readonly string[], year: number) => days.filter((day) => day.startsWith(String(year)));
  return Array.from({ length: 11 }, (_, i) => 2016 + i).map((year) => ({
    year,
    off: [...of(shippedCalendar.off, year), ...of(more, year)],
    work: of(shippedCalendar.work, year),
  }));
}

test('the shipped calendar is in force and never changes', async () => {
  expect((await read('/v1/calendars').expect(200)).body.items).toMatchObject([
    { version: 'cn-2016-2026', state: 'published', publishedThrough: '2026-12-31' },
  ]);
  const { body } = await send('put', 'cn-2016-2026', { years: years() }).expect(409);
  expect(body.type).toBe('/problems/calendar-published');
  await expect(service.pool.query(`update calendars set off = '{}'`)).rejects.toThrow('never changes');
});

test('a draft with faults is refused with every one of them, and nothing is kept', async () => {
  const faulty = years().filter(({ year }) => year !== 2019);
  faulty[0]?.off.push('2016-02-30');
  faulty[1]?.work.push('2017-06-19');
  const { body } = await send('put', 'faulty', { years: faulty }).expect(422);
  expect(body.faults.map(({ fault }) => fault)).toEqual([
    'after 2018 the year 2019 must come, not 2020',
    '2016-02-30 is no date',
    '2017-06-19 is no Saturday or Sunday, so it cannot be made up',
  ]);
  await read('/v1/calendars/faulty').expect(404);
});

test('a draft that lacks years of the calendar in force is refused', async () => {
  const { body } = await send('put', 'short', { years: years().slice(1) }).expect(422);
  expect(body.faults).toMatchObject([{ at: '/years/' }]);
});

test('a preview says what would change, before and after, and changes nothing', async () => {
  await send('put', 'one-more', { years: years(['2017-06-19', '2017-06-20']) }).expect(200);
  const { body } = await send('post', 'one-more/preview').expect(200);
  expect(body.items).toMatchObject([
    {
      orderNo: order.orderNo,
      changes: [
        { step: null, before: { dueDay: '2017-08-25' }, after: { dueDay: '2017-08-29' } },
        { step: 'project-initiation', before: { dueDay: '2017-06-20' }, after: { dueDay: '2017-06-22' } },
      ],
    },
  ]);
  expect((await read(`/v1/progress/${order.orderNo}`).expect(200)).body).toMatchObject({
    dueDay: '2017-08-25',
  });
});

test('an order is moved once, with a record of what that changed', async () => {
  await markPublished(service.pool, 'one-more');
  for (let i = 0; i < 2; i++) await service.activities.moveOrder(order.orderNo, 'one-more');
  const moves = await service.pool.query('select from_version, to_version, changes from calendar_moves');
  expect(moves.rows).toMatchObject([{ from_version: 'cn-2016-2026', to_version: 'one-more' }]);
  expect((await read(`/v1/progress/${order.orderNo}`).expect(200)).body).toMatchObject({
    dueDay: '2017-08-29',
    calendar: 'one-more',
    calendarMoves: [{ fromVersion: 'cn-2016-2026', toVersion: 'one-more', changes: [{ step: null }, {}] }],
  });
  expect((await read('/v1/calendars/one-more').expect(200)).body).toMatchObject({
    moved: { done: 1, total: 1 },
  });
});

test('new orders take the version in force; an older one is not published again, an unknown one not known', async () => {
  const later = anOrder({ orderNo: 'O201706160002', receivedAt: receivedAt + 1 });
  expect((await service.activities.registerOrder(later)).calendar.version).toBe('one-more');
  expect((await send('post', 'cn-2016-2026/publish').expect(409)).body.type).toBe(
    '/problems/calendar-superseded',
  );
  await send('post', 'nowhere/publish').expect(404);
  expect((await send('post', 'one-more/publish').expect(202)).body.state).toBe('published');
});

test('a date beyond the last published year is provisional, and firms up when that year is published', async () => {
  const crossing = anOrder({ orderNo: 'O202611250001', receivedAt: Date.parse('2026-11-25T10:00:00+08:00') });
  service.office.now = crossing.receivedAt;
  await service.activities.registerOrder(crossing);
  await service.activities.projectStep(firstWrite(crossing));
  const progress = async () => (await read(`/v1/progress/${crossing.orderNo}`).expect(200)).body;
  expect(await progress()).toMatchObject({ provisional: true, forecast: { provisional: true } });
  const next = { year: 2027, off: ['2027-01-01'], work: [] };
  await send('put', 'with-2027', { years: [...years(), next] }).expect(200);
  await markPublished(service.pool, 'with-2027');
  await service.activities.moveOrder(crossing.orderNo, 'with-2027');
  expect(await progress()).toMatchObject({ provisional: false, forecast: { provisional: false } });
  service.office.now = receivedAt;
});
