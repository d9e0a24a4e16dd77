import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import sql from 'sql-template-tag';
import request from 'supertest';
import { z } from 'zod';
import { openLog } from '../../service/logger.ts';
import { serviceApp } from '../app.ts';
import { older, page, pageShape, type PageQuery } from './page.ts';
import { get, post, type Call, type Route } from '../routing/route.ts';
import { cursorsOf } from './cursors.ts';
import { testApp } from '@doudi/testing/http/test-app';

interface Item {
  readonly no: string;
  readonly at: Date;
}
const handler = async ({ db, query }: Call<unknown, unknown, PageQuery>) => {
  const { rows } = await db.query<Item>(sql`
    select no, at from items where ${older(query, sql`at`, sql`no`)} order by at desc, no desc limit ${query.limit + 1}`);
  return {
    body: page(
      rows,
      query,
      ({ no }) => no,
      ({ no, at }) => [at.getTime(), no],
    ),
  };
};
const shape = { allow: { agent: 'all' } as const, query: z.strictObject(pageShape), handler };
const routes = [
  get('/v1/items', shape),
  get('/v1/others', shape),
  post('/v1/items/search', { ...shape, safe: true }),
];

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const ofItems = cursorsOf(routes[0] as unknown as Route);

test('a cursor is opened to the position it was sealed with, and is the same each time', () =>
  fc.assert(
    fc.property(fc.integer(), fc.string(), (at, key) => {
      const position = encoded([at, key]);
      const { next } = ofItems.seal({ body: { items: [], next: position } }).body as { next: string };
      expect(ofItems.seal({ body: { items: [], next: position } }).body).toMatchObject({ next });
      expect(ofItems.open({ cursor: next, limit: '1' })).toEqual({
        query: { cursor: position, limit: '1' },
        faults: [],
      });
    }),
  ));
test('a cursor of another list, or of none, is a fault and no part of the query', () =>
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { query, faults } = ofItems.open({ cursor: encoded(value).slice(0, 300), limit: '1' });
      expect([query, faults.map(({ at }) => at)]).toEqual([{ limit: '1' }, ['query/cursor']]);
    }),
  ));

describe('a list', () => {
  let shell: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    shell = await testApp(routes);
    await shell.pool.query('create table items (no text primary key, at timestamptz not null)');
  });
  afterAll(() => shell.close());
  beforeEach(async () => {
    await shell.pool.query('truncate items');
  });

  let serial = 0;
  const insert = (howMany: number, at = '2026-03-02T10:00:00Z') =>
    shell.pool.query(
      `insert into items select lpad((i * 7919 % 1000)::text, 4, '0') || '-' || i, $1::timestamptz + make_interval(secs => i % 3)
       from generate_series($2::int, $3) i`,
      [at, serial + 1, (serial += howMany)],
    );
  interface Page {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: { items: string[]; next: string | null; faults: { at: string }[] };
  }
  const ask = (path: string, app = shell.app): PromiseLike<Page> =>
    request(app).get(path).set('Authorization', shell.agent);

  test('that is walked while rows come in shows every old row exactly once, whatever the limits', async () => {
    await insert(40);
    const old = (await shell.pool.query<Item>('select no from items')).rows.map(({ no }) => no);
    const seen: string[] = [];
    let next: string | null = '';
    for (const limit of [7, 1, 3, 20, 2, 5, 50, 50, 50]) {
      if (next === null) break;
      const answer: Page = await ask(`/v1/items?limit=${limit}${next && `&cursor=${next}`}`);
      expect(answer.status).toBe(200);
      seen.push(...answer.body.items);
      next = answer.body.next;
      await insert(2, '2026-03-02T09:59:59Z');
      await insert(3, '2026-03-03T10:00:00Z');
    }
    expect(next).toBeNull();
    const seenOld = seen.filter((no) => old.includes(no));
    expect([seenOld.length, new Set(seen).size]).toEqual([old.length, seen.length]);
    expect(new Set(seenOld)).toEqual(new Set(old));
  });
  test('keeps its ETag while nothing comes in, at every instance', async () => {
    await insert(3);
    const logger = openLog({ service: 'test', level: 'silent' });
    const another = serviceApp({ routes, pool: shell.pool, verify: shell.identity.verify, logger });
    const [one, other] = [await ask('/v1/items?limit=2'), await ask('/v1/items?limit=2', another)];
    expect([other.status, other.headers['etag']]).toEqual([200, one.headers['etag']]);
    expect((await ask(`/v1/items?cursor=${one.body.next}`, another)).body.items).toHaveLength(1);
  });
  test('refuses the cursor of another list, with all else that is wrong', async () => {
    await insert(3);
    const { body } = await ask('/v1/items?limit=2');
    const answer = await ask(`/v1/others?limit=0&cursor=${body.next}&more=1`);
    expect(answer.status).toBe(400);
    expect(answer.body.faults.map(({ at }) => at)).toEqual(['query/limit', 'query/more', 'query/cursor']);
    expect((await ask(`/v1/others?cursor=${body.next}`)).status).toBe(422);
    for (const cursor of ['', '.', '%00', 'x'.repeat(10_000)]) {
      const answer = await ask(`/v1/items?cursor=${cursor}`);
      expect([answer.status, answer.body.faults.map(({ at }) => at)]).toEqual([400, ['query/cursor']]);
    }
    expect((await ask(`/v1/items?cursor=${body.next}&cursor=${body.next}`)).body.faults).toMatchObject([
      { at: 'query/cursor' },
    ]);
  });
  test.each([
    [[253_402_300_800_000, 'x']],
    [[-62_135_596_800_001, 'x']],
    [[1.5, 'x']],
    [[0, 'a\0b']],
    [[0, '\ud800']],
    [[0, 'x'.repeat(101)]],
    [[0]],
    [[0, 'x', 'y']],
    [['0', 'x']],
    [[]],
  ])('refuses the position %j, which none of its pages ends with', async (position) => {
    const answer = await ask(`/v1/items?cursor=${encoded(['/v1/items', ...position])}`);
    expect([answer.status, answer.body.faults.map(({ at }) => at)]).toEqual([422, ['query/cursor']]);
  });
  test.each([-62_135_596_800_000, 253_402_300_799_999])('takes the instant %d', async (at) => {
    expect((await ask(`/v1/items?cursor=${encoded(['/v1/items', at, 'x'])}`)).status).toBe(200);
  });
  test('that is asked for by a question has cursors of its own', async () => {
    await insert(3);
    const search = (cursor = ''): PromiseLike<Page> =>
      request(shell.app).post(`/v1/items/search?limit=2${cursor}`).set('Authorization', shell.agent);
    const { next } = (await search()).body;
    expect((await search(`&cursor=${next}`)).body).toMatchObject({ items: [expect.any(String)], next: null });
    expect((await ask(`/v1/items?cursor=${next}`)).status).toBe(422);
  });
});
