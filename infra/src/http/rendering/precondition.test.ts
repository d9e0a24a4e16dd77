import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { serviceApp } from '../app.ts';
import { refuseStale } from './precondition.ts';
import type { Problem } from '../problems/problem.ts';
import { render, tagOf } from './rendered.ts';
import { get, put, type Call } from '../routing/route.ts';
import { testApp } from '@doudi/testing/http/test-app';

const current = { name: 'A', size: 1 };
const tag = tagOf(render({ body: current }));
const other = tagOf(render({ body: { ...current, size: 2 } }));

describe('an edit', () => {
  const told = (judge: () => void) => {
    try {
      return void judge();
    } catch (error) {
      return (error as Problem).problem;
    }
  };
  const judged = (conditions: Pick<Call, 'ifMatch' | 'ifNoneMatch'>, body?: unknown) => {
    const problem = told(() => refuseStale(conditions, body));
    return problem ? `${problem.status} ${problem.type}` : 'passes';
  };
  test.each([
    ['that names what is there', tag],
    ['that names it among others', `${other}, ${tag}`],
    ['of whatever is there', ' * '],
  ])('%s passes', (_what, ifMatch) => {
    expect(judged({ ifMatch }, current)).toBe('passes');
  });
  test.each([
    ['something else', other],
    ['it weakly, for a change must know every byte', `W/${tag}`],
    ['nothing', ''],
    ['a star among others', `${other}, *`],
    ['half of it', tag.slice(0, -2)],
  ])('that names %s is refused with 412', (_what, ifMatch) => {
    expect(judged({ ifMatch }, current)).toBe('412 changed-meanwhile');
  });
  test('of what is there must name it', () => {
    expect(judged({}, current)).toBe('428 if-match-needed');
    expect(judged({ ifNoneMatch: other }, current)).toBe('428 if-match-needed');
  });
  test('that must be the first is refused when it is not', () => {
    for (const ifNoneMatch of ['*', tag, `W/${tag}`])
      expect(judged({ ifNoneMatch }, current)).toBe('412 changed-meanwhile');
    expect(judged({ ifMatch: tag, ifNoneMatch: '*' }, current)).toBe('412 changed-meanwhile');
  });
  test('of what is not there names nothing', () => {
    expect([judged({}), judged({ ifNoneMatch: '*' })]).toEqual(['passes', 'passes']);
    for (const ifMatch of [tag, '*']) expect(judged({ ifMatch })).toBe('412 changed-meanwhile');
  });
  test('that is refused learns what is there now and what to do', () => {
    const problem = told(() => refuseStale({ ifMatch: other }, current));
    expect([problem?.['etag'], problem?.detail?.en]).toEqual([
      tag,
      'Someone has changed it since you read it',
    ]);
  });
});

describe('a route that edits', () => {
  let shell: Awaited<ReturnType<typeof testApp>>;
  let text = 'first';
  const routes = [
    get('/v1/note', { allow: { agent: 'all' }, handler: () => Promise.resolve({ body: { text } }) }),
    put('/v1/note', {
      allow: { agent: 'all' },
      body: z.strictObject({ text: z.string() }),
      transaction: true,
      edits: true,
      handler: (call) => {
        refuseStale(call, { text });
        text = call.body.text;
        return Promise.resolve({ body: { text } });
      },
    }),
  ];
  beforeAll(async () => {
    shell = await testApp(routes);
  });
  afterAll(() => shell.close());
  const read = () => request(shell.app).get('/v1/note').set('Authorization', shell.agent);
  const edit = (to: string, ifMatch: string, key = `${to} ${ifMatch}`) =>
    request(shell.app)
      .put('/v1/note')
      .set({ Authorization: shell.agent, 'Idempotency-Key': key.replaceAll(' ', '_'), 'If-Match': ifMatch })
      .send({ text: to });

  test('takes the ETag of the read, and answers the one to go on with', async () => {
    const first = await edit('second', (await read()).headers['etag'] ?? '');
    expect([first.status, first.headers['etag']]).toEqual([200, (await read()).headers['etag']]);
    expect((await edit('third', first.headers['etag'] ?? '')).status).toBe(200);
    const late = await edit('fourth', first.headers['etag'] ?? '');
    expect(late.body).toMatchObject({
      type: '/problems/changed-meanwhile',
      etag: (await read()).headers['etag'],
    });
  });
  test('gives a repetition the first answer with its ETag, though it would be stale by now', async () => {
    const before = (await read()).headers['etag'] ?? '';
    const first = await edit('fifth', before, 'k');
    const again = await edit('fifth', before, 'k');
    expect([again.status, again.text, again.headers['etag']]).toEqual([
      200,
      first.text,
      first.headers['etag'],
    ]);
    expect(again.headers['idempotent-replay']).toBe('true');
  });
  test('without a transaction is refused before it is served', () => {
    const faulty = put('/v1/a', {
      allow: { agent: 'all' },
      edits: true,
      handler: () => Promise.resolve({ body: {} }),
    });
    const parts = { pool: shell.pool, verify: shell.identity.verify, logger: undefined as never };
    expect(() => serviceApp({ ...parts, routes: [faulty] })).toThrow(/an edit is judged under the lock/);
  });
});
