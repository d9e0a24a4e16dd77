import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import fc from 'fast-check';
import sql from 'sql-template-tag';
import request from 'supertest';
import { z } from 'zod';
import { openLog } from '../../service/logger.ts';
import { serviceApp } from '../app.ts';
import { older, page, pageShape, type PageQuery } from './page.ts';
import { get, post, type Call } from '../routing/route.ts';
import { cursorsOf } from './signed-cursors.ts';
import { signingKeys, type SigningKey } from './signing-keys.ts';
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

const aKey = (signsFrom = new Date(0)): SigningKey => ({ key: randomBytes(32), signsFrom });

describe('a signature', () => {
  const [route = routes[0]] = routes;
  const at = (path: string, cursor: string) => ({ path, query: { cursor } }) as unknown as Request;
  const cursorsWith = (...keys: SigningKey[]) => cursorsOf(route as never, () => Promise.resolve(keys));
  const ours = cursorsWith(aKey());
  const sealed = async (path: string, next: string, cursors = ours) =>
    ((await cursors.seal(at(path, ''), { body: { items: [], next } })).body as { next: string }).next;
  const faultsOf = async (path: string, cursor: string, cursors = ours) =>
    (await cursors.open(at(path, cursor))).faults.map((fault) => fault.at);

  test('opens to what was signed, and is the same each time', () =>
    fc.assert(
      fc.asyncProperty(fc.string(), async (cursor) => {
        const next = await sealed('/v1/items', cursor);
        expect(await sealed('/v1/items', cursor)).toBe(next);
        expect(await ours.open(at('/v1/items', next))).toEqual({ query: { cursor }, faults: [] });
      }),
    ));
  test('fits no cursor of which one character is another, lacking or more', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), fc.string({ minLength: 0, maxLength: 2 }), async (anywhere, other) => {
        const next = await sealed('/v1/items', Buffer.from('[1498000000000,"O1"]').toString('base64url'));
        const place = anywhere % next.length;
        const changed = next.slice(0, place) + other + next.slice(place + 1);
        fc.pre(changed !== next);
        expect(await faultsOf('/v1/items', changed)).toEqual(['query.cursor']);
      }),
      { numRuns: 500 },
    ));
  test('fits no last character that stands for the same bytes', async () => {
    const next = await sealed('/v1/items', 'x');
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const taken = [];
    for (const letter of letters)
      if ((await faultsOf('/v1/items', next.slice(0, -1) + letter)).length === 0) taken.push(letter);
    expect(taken).toEqual([next.slice(-1)]);
  });
  test('fits no other list', () =>
    fc.assert(
      fc.asyncProperty(fc.webPath(), fc.webPath(), fc.string(), async (one, other, cursor) => {
        fc.pre(one !== other);
        expect(await faultsOf(other, await sealed(one, cursor))).toEqual(['query.cursor']);
      }),
    ));
  test('is of the newest key that signs already, and of every other key still accepted', async () => {
    const [old, current, coming] = [aKey(), aKey(new Date(1)), aKey(new Date(Date.now() + 3_600_000))];
    const [before, now] = [cursorsWith(old), cursorsWith(coming, current, old)];
    expect(await faultsOf('/v1/items', await sealed('/v1/items', 'x', before), now)).toEqual([]);
    const next = await sealed('/v1/items', 'x', now);
    expect(next).toBe(await sealed('/v1/items', 'x', cursorsWith(current)));
    expect(await faultsOf('/v1/items', next, before)).toEqual(['query.cursor']);
  });
});

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
    expect(answer.body.faults.map(({ at }) => at)).toEqual(['query.limit', 'query.more', 'query.cursor']);
    const bare = body.next?.split('.')[0];
    for (const cursor of ['.', bare, `${bare}.`, body.next])
      expect((await ask(`/v1/others?cursor=${cursor}`)).status).toBe(422);
    for (const cursor of ['', '%00', 'x'.repeat(10_000)]) {
      const answer = await ask(`/v1/items?cursor=${cursor}`);
      expect([answer.status, answer.body.faults.map(({ at }) => at)]).toEqual([400, ['query.cursor']]);
    }
    expect((await ask(`/v1/items?cursor=${body.next}&cursor=${body.next}`)).body.faults).toMatchObject([
      { at: 'query.cursor' },
    ]);
  });
  test('that is asked for by a question is signed as well', async () => {
    await insert(3);
    const search = (cursor = ''): PromiseLike<Page> =>
      request(shell.app).post(`/v1/items/search?limit=2${cursor}`).set('Authorization', shell.agent);
    const { next } = (await search()).body;
    expect((await search(`&cursor=${next}`)).body).toMatchObject({ items: [expect.any(String)], next: null });
    expect((await ask(`/v1/items?cursor=${next}`)).status).toBe(422);
  });
});

test('keys that cannot be had are asked for again, those that can only once', async () => {
  const rows = [aKey()];
  const answers = [Promise.reject(new Error('away')), Promise.resolve({ rows })];
  const keys = signingKeys({ query: () => answers.shift() } as never);
  await expect(keys()).rejects.toThrow('away');
  expect([await keys(), await keys()]).toEqual([rows, rows]);
});
