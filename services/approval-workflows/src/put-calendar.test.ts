import { setTimeout as pause } from 'node:timers/promises';
import { shippedCalendar } from '@doudi/workflows';
import request from 'supertest';
import { markPublished } from './calendars.ts';
import { testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

const years = (newYear: string) =>
  Array.from({ length: 11 }, (_, i) => 2016 + i).map((year) => ({
    year,
    off: shippedCalendar.off
      .filter((day) => day.startsWith(String(year)))
      .concat(year === 2026 ? [newYear as never] : []),
    work: shippedCalendar.work.filter((day) => day.startsWith(String(year))),
    names: { [`${year}-01-01`]: 'new-year' },
  }));

interface Heard {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: { readonly type: string; readonly off: readonly string[] };
}
let key = 0;
const put = (version: string, day: string, conditions: Record<string, string> = {}): PromiseLike<Heard> =>
  request(service.url)
    .put(`/v1/calendars/${version}`)
    .set({ Authorization: service.tokens.administrator, 'Idempotency-Key': `k-${key++}`, ...conditions })
    .send({ years: years(day) });
const read = (version: string): PromiseLike<Heard> =>
  request(service.url).get(`/v1/calendars/${version}`).set('Authorization', service.tokens.administrator);
const [monday, tuesday] = ['2026-11-02', '2026-11-03'];

test('a draft is made without a condition, and changed with the ETag of the answer or of a read', async () => {
  const made = await put('walk', monday);
  const seen = await read('walk');
  expect([made.status, made.text, made.headers['etag']]).toEqual([200, seen.text, seen.headers['etag']]);
  const changed = await put('walk', tuesday, { 'If-Match': made.headers['etag'] ?? '' });
  expect([changed.status, changed.headers['etag']]).toEqual([200, (await read('walk')).headers['etag']]);
  expect((await put('walk', monday, { 'If-Match': `"x", ${changed.headers['etag']}` })).status).toBe(200);
  expect((await put('walk', monday, { 'If-Match': '*' })).status).toBe(200);
});

test('a change that names no ETag, or an old one, is refused and changes nothing', async () => {
  const { headers } = await put('kept', monday);
  const changed = await put('kept', tuesday, { 'If-Match': headers['etag'] ?? '' });
  const refused = [
    await put('kept', monday),
    await put('kept', monday, { 'If-Match': headers['etag'] ?? '' }),
    await put('kept', monday, { 'If-None-Match': '*' }),
    await put('not-there', monday, { 'If-Match': '*' }),
  ];
  expect(refused.map(({ status, body }) => [status, body.type])).toEqual([
    [428, '/problems/if-match-needed'],
    [412, '/problems/changed-meanwhile'],
    [412, '/problems/changed-meanwhile'],
    [412, '/problems/changed-meanwhile'],
  ]);
  expect((await read('kept')).text).toBe(changed.text);
  expect((await read('not-there')).status).toBe(404);
});

/** Has all the requests wait in PostgreSQL for one row, so that they are truly at once, then lets them go. */
async function atOnce(holding: string, version: string, ask: () => PromiseLike<Heard>[]): Promise<Heard[]> {
  const holder = await service.pool.connect();
  await holder.query('begin');
  await holder.query(holding, [version]);
  const asked = ask().map((one) => Promise.resolve(one));
  try {
    for (const end = Date.now() + 4_000; Date.now() < end; await pause(20)) {
      const { rows } = await service.pool.query<{ waiting: number }>(waiting);
      if (rows[0]?.waiting === asked.length) break;
    }
    expect((await service.pool.query(waiting)).rows).toEqual([{ waiting: asked.length }]);
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  return Promise.all(asked);
}
const waiting = `select count(distinct l.pid)::int as waiting from pg_locks l join pg_stat_activity a using (pid)
  where not l.granted and a.datname = current_database()`;
const lock = 'select from calendars where version = $1 for update';
const make = `insert into calendars (version, published_through, off, work) values ($1, '2026-12-31', '{}', '{}')`;

test('of clerks who change one draft at once exactly one wins, and his is what is there', async () => {
  const etag = (await put('at-once', monday)).headers['etag'] ?? '';
  const days = ['2026-11-04', '2026-11-05', '2026-11-06'];
  const answers = await atOnce(lock, 'at-once', () =>
    days.map((day) => put('at-once', day, { 'If-Match': etag })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  expect((await read('at-once')).text).toBe(answers.find(({ status }) => status === 200)?.text);
});

test.each([
  ['new-one', {}, 428],
  ['new-two', { 'If-None-Match': '*' }, 412],
])('of clerks who make the draft %s at once (%j) exactly one wins', async (version, conditions, loses) => {
  const answers = await atOnce(make, version, () =>
    [monday, tuesday].map((day) => put(version, day, conditions)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, loses]);
  expect((await read(version)).text).toBe(answers.find(({ status }) => status === 200)?.text);
});

test('a repetition gets the first answer, though another has changed the draft since', async () => {
  const made = await put('again', monday, { 'Idempotency-Key': 'again' });
  await put('again', tuesday, { 'If-Match': made.headers['etag'] ?? '' });
  const repeated = await put('again', monday, { 'Idempotency-Key': 'again' });
  expect([repeated.status, repeated.text, repeated.headers['idempotent-replay']]).toEqual([
    200,
    made.text,
    'true',
  ]);
  expect((await read('again')).body.off).toContain(tuesday);
});

test('a published version never changes, whatever is named', async () => {
  const { headers } = await put('out', monday);
  await markPublished(service.pool, 'out');
  for (const conditions of [{}, { 'If-Match': headers['etag'] ?? '' }, { 'If-Match': '*' }])
    expect((await put('out', tuesday, conditions)).body.type).toBe('/problems/calendar-published');
});
