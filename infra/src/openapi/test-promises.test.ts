import { afterAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { conflict } from '../http/problem.ts';
import { get, post, type Answer, type Call, type Route } from '../http/route.ts';
import { keptPromises } from './test-promises.ts';

const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
afterAll(() => told.mockRestore());

const said = { may: { agent: 'all' } as const, answer: z.object({ no: z.string() }) };
const answering = (answer: Answer) => get('/v1/a', { ...said, handler: () => Promise.resolve(answer) });
const refusing = (type: string) =>
  post('/v1/a', {
    ...said,
    refuses: ['order-closed'],
    handler: () => Promise.reject(conflict(type, { zh: '否', en: 'No' })),
  });
const ask = (route: Route) =>
  keptPromises([route], {
    'order-closed': { title: { zh: '已办结', en: 'Closed' }, help: { zh: '无', en: 'None' } },
  })[0]?.handler({} as Call);

test('an answer as promised passes', async () => {
  expect(await ask(answering({ body: { no: '1' } }))).toEqual({ body: { no: '1' } });
});
test('a text for people passes', async () => {
  const text = { body: 'order 1', headers: { 'Content-Type': 'text/plain; charset=utf-8' } };
  expect(await ask(answering(text))).toEqual(text);
});
test.each<[string, Answer, RegExp]>([
  ['another status', { status: 201, body: { no: '1' } }, /answers 201 instead of 200/],
  ['another body', { body: { no: 1 } }, /answers with another body/],
  ['more than it says', { body: { no: '1', secret: 2 } }, /answers with more than it says/],
])('%s is a bug', async (_what, answer, reason) => {
  await expect(ask(answering(answer))).rejects.toThrow(reason);
});
test('a Location is told where it is promised, and only there', async () => {
  const headers = { location: '/v1/a/1' };
  const [told, untold] = [
    { status: 201, body: { no: '1' }, headers },
    { status: 201, body: { no: '1' } },
  ];
  const route = (location: boolean, answer: Answer) =>
    post('/v1/a', { ...said, status: 201, location, handler: () => Promise.resolve(answer) });
  expect(await ask(route(true, told))).toEqual(told);
  expect(await ask(route(false, untold))).toEqual(untold);
  await expect(ask(route(true, untold))).rejects.toThrow('without the Location it promises');
  await expect(ask(route(false, told))).rejects.toThrow('with a Location it keeps quiet about');
});
test('a refusal that is promised passes, another is a bug', async () => {
  await expect(ask(refusing('order-closed'))).rejects.toThrow('No');
  await expect(ask(refusing('odd'))).rejects.toThrow('does not say that it refuses with 409 odd');
});
