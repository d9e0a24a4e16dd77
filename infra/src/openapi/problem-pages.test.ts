import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { conflict } from '../http/problems/problem.ts';
import { shellProblems } from '../http/problems/problem-types.ts';
import { post } from '../http/routing/route.ts';
import { testApp } from '@doudi/testing/http/test-app';
import { documentOf } from './document-of.ts';

const title = { zh: '已办结 <b>', en: 'It is closed' };
const refusals = { 'it-closed': { title, help: { zh: '另开', en: 'Open another' } } };
const route = post('/v1/things', {
  ...{ summary: { zh: '办', en: 'Do' }, allow: { agent: 'all' }, answer: z.strictObject({}) },
  body: z.strictObject({
    a: z.int(),
    kind: z.discriminatedUnion('k', [z.strictObject({ k: z.literal('x') })]).optional(),
  }),
  refuses: ['it-closed'],
  handler: () => Promise.reject(conflict('it-closed', title)),
});

let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  shell = await testApp([route], { contract: documentOf({ title, refusals }, [route]) });
});
afterAll(() => shell.close());
const send = (body: object, language: string) =>
  request(shell.app)
    .post('/v1/things')
    .set({ Authorization: shell.agent, 'Idempotency-Key': 'k', 'Accept-Language': language })
    .send(body);
const page = (path: string, accept = 'application/json') =>
  request(shell.app).get(path).set('Accept', accept);

test('a problem comes in the language the caller prefers, and its type leads to its page', async () => {
  const zh = await send({ a: 1 }, 'zh-CN,zh;q=0.9');
  expect(zh.headers).toMatchObject({
    'content-language': 'zh',
    vary: expect.stringContaining('Accept-Language'),
  });
  expect(zh.body).toMatchObject({ type: '/problems/it-closed', title: title.zh });
  expect((await send({ a: 1 }, 'en')).body).toMatchObject({ title: title.en });
  const told = await page((zh.body as { type: string }).type).expect(200);
  expect(told.body).toEqual({
    type: '/problems/it-closed',
    status: 409,
    ...refusals['it-closed'],
    urls: ['POST /v1/things'],
  });
});
test.each([
  ['zh', ['请填写整数', '只能填 "x"', '这里没有此项']],
  ['en', ['expected number, received string', 'expected one of "x"', 'is not known here']],
])('faults of a body come in %s', async (language, faults) => {
  const answer = await send({ a: '1', kind: { k: 'y' }, more: 1 }, language).expect(400);
  expect((answer.body as { faults: { fault: string }[] }).faults.map(({ fault }) => fault)).toEqual(faults);
});
test('every problem of the shell has a page in both languages', async () => {
  const answer = await page('/problems').expect(200);
  const types = (answer.body as { items: { type: string }[] }).items.map(({ type }) => type);
  expect(types).toEqual([...Object.keys(shellProblems), 'it-closed'].map((name) => `/problems/${name}`));
});
test('a browser gets a page without script whose texts are safe', async () => {
  const { text, headers } = await page('/problems/it-closed', 'text/html').expect(200);
  expect(headers['content-type']).toMatch(/html/);
  expect(text).toContain('已办结 &lt;b>');
  expect(text).not.toMatch(/<script|style=/);
});
test('a problem that does not exist has no page', async () => {
  await page('/problems/nothing').expect(404);
});
