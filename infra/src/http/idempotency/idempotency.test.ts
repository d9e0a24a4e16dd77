import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { forgetOldKeys } from './idempotency-keys.ts';
import { conflict } from '../problems/problem.ts';
import { post, type Call, type Route } from '../routing/route.ts';
import { testApp } from '@doudi/testing/http/test-app';

jest.setTimeout(30_000);

const Note = z.strictObject({
  text: z.string(),
  tags: z.strictObject({ a: z.int(), b: z.int() }).optional(),
});
/** What the handler meets before it writes, and after. */
let before: () => Promise<unknown> = () => Promise.resolve();
let after: () => Promise<unknown> = () => Promise.resolve();
let calls: string[] = [];

const handler = async ({ body, db, requestKey }: Call<z.output<typeof Note>>) => {
  calls.push(requestKey);
  await before();
  await db.query('insert into notes (text, request_key) values ($1, $2)', [body.text, requestKey]);
  await after();
  return {
    status: 201,
    body: { z: calls.length, a: body.text },
    headers: { Location: `/notes/${calls.length}` },
  };
};
const routes: Route[] = [
  post('/v1/together', { allow: { agent: 'all' }, body: Note, transaction: true, handler }),
  post('/v1/apart', { allow: { agent: 'all' }, body: Note, handler }),
];

let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  shell = await testApp(routes);
});
afterAll(() => shell.close());
beforeEach(async () => {
  before = after = () => Promise.resolve();
  calls = [];
  await shell.pool.query('truncate notes, idempotency_keys');
});

const send = (path: string, body: object = { text: 'hello' }, key = 'key-1', token = shell.agent) =>
  request(shell.app).post(path).set('Authorization', token).set('Idempotency-Key', key).send(body);
const notes = async () =>
  (await shell.pool.query<{ text: string }>('select text from notes')).rows.map(({ text }) => text);

describe.each(['/v1/together', '/v1/apart'])('%s', (path) => {
  test('a repetition gets the first answer, byte by byte, and the work is done once', async () => {
    const first = await send(path);
    const second = await send(path);
    expect([second.status, second.text, second.headers['location']]).toEqual([201, first.text, '/notes/1']);
    expect(first.headers['idempotent-replay']).toBeUndefined();
    expect(second.headers['idempotent-replay']).toBe('true');
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    expect(await notes()).toEqual(['hello']);
  });
  test('the order of fields does not make another request', async () => {
    await send(path, { text: 'x', tags: { a: 1, b: 2 } });
    const again = await send(path, { tags: { b: 2, a: 1 }, text: 'x' });
    expect(again.headers['idempotent-replay']).toBe('true');
  });
  test('the same key with another body is refused', async () => {
    await send(path);
    const answer = await send(path, { text: 'another' });
    expect(answer.body).toMatchObject({ status: 422, type: '/problems/key-reused' });
    expect(await notes()).toEqual(['hello']);
  });
  test('a key that returns after it was forgotten is other work with another body, and the same with the same', async () => {
    await send(path);
    await shell.pool.query('delete from idempotency_keys');
    await send(path, { text: 'another' });
    await shell.pool.query('delete from idempotency_keys');
    await send(path);
    expect(calls[1]).not.toBe(calls[0]);
    expect(calls[2]).toBe(calls[0]);
  });
  test('the same key of another caller is another request', async () => {
    await send(path);
    const other = await shell.identity.bearer({ subject: 'agent-2', roles: ['agent'] });
    expect((await send(path, { text: 'mine' }, 'key-1', other)).status).toBe(201);
    expect(new Set(calls).size).toBe(2);
  });
  test('after a refusal the repeat is judged anew, under the same request key', async () => {
    before = () => Promise.reject(conflict('not-yet', { zh: '尚未', en: 'Not yet' }));
    expect((await send(path)).status).toBe(409);
    before = () => Promise.resolve();
    expect((await send(path)).status).toBe(201);
    expect(new Set(calls).size).toBe(1);
    expect(calls[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('concurrent duplicates of a transaction are done once; the later ones wait and get the first answer', async () => {
  after = () => new Promise((resolve) => setTimeout(resolve, 100));
  const answers = await Promise.all([1, 2, 3].map(() => send('/v1/together')));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers['idempotent-replay']).length).toBe(2);
  expect(await notes()).toEqual(['hello']);
});

test('concurrent duplicates apart from the transaction all get the answer that was kept first', async () => {
  after = () => new Promise((resolve) => setTimeout(resolve, 100));
  const answers = await Promise.all([1, 2, 3].map(() => send('/v1/apart')));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(new Set(calls).size).toBe(1);
});

test('a crash within a transaction leaves no trace', async () => {
  after = () => Promise.reject(new Error('crash'));
  expect((await send('/v1/together')).status).toBe(500);
  expect(await notes()).toEqual([]);
  expect((await shell.pool.query('select from idempotency_keys')).rowCount).toBe(0);
});

test('after a crash between key and answer the repeat runs the work again, and its answer is kept', async () => {
  after = () => Promise.reject(new Error('crash'));
  expect((await send('/v1/apart')).status).toBe(500);
  after = () => Promise.resolve();
  expect((await send('/v1/apart')).headers['idempotent-replay']).toBeUndefined();
  expect((await send('/v1/apart')).headers['idempotent-replay']).toBe('true');
  expect(new Set(calls).size).toBe(1);
});

test('a database that ends the connection in the middle is unavailable, and the repeat is done once', async () => {
  before = () =>
    shell.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
  const answer = await send('/v1/together');
  expect(answer.body).toMatchObject({ status: 503, type: '/problems/unavailable' });
  expect(answer.headers['retry-after']).toBe('2');
  before = () => Promise.resolve();
  expect((await send('/v1/together')).status).toBe(201);
  expect(await notes()).toEqual(['hello']);
});

test('a key of 23 hours is remembered, one of 25 is forgotten', async () => {
  const ageAll = (hours: number) =>
    shell.pool.query('update idempotency_keys set created_at = created_at - make_interval(hours => $1)', [
      hours,
    ]);
  await send('/v1/apart', { text: 'old' }, 'key-2');
  await ageAll(2);
  await send('/v1/apart');
  await ageAll(23);
  expect((await forgetOldKeys(shell.pool)).rowCount).toBe(1);
  expect((await send('/v1/apart')).headers['idempotent-replay']).toBe('true');
  const anew = await send('/v1/apart', { text: 'another' }, 'key-2');
  expect([anew.status, anew.headers['idempotent-replay']]).toEqual([201, undefined]);
});
