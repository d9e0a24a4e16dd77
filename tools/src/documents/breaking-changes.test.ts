import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { get, post, type Route } from '@doudi/infra/http';
import { breakingChanges } from './breaking-changes.ts';
import { documentOf, type Document } from '@doudi/infra/openapi';

const handler = () => Promise.resolve({ body: {} });
const summary = { zh: '一', en: 'One' };
const allow = { agent: 'mandated', enterprise: 'all' } as const;
const answer = z.strictObject({ no: z.string(), parts: z.array(z.strictObject({ size: z.int() })) });
const body = z.strictObject({ name: z.string(), inner: z.strictObject({ a: z.string() }).optional() });
const said = { summary, allow, handler, answer };
const read = get('/v1/a', { ...said, query: z.strictObject({ limit: z.int().optional() }) });
const write = post('/v1/a', { ...said, body });
const other = get('/v1/b', said);

const of = (...routes: Route[]): Document =>
  documentOf({ title: { zh: '测', en: 'Test' }, refusals: {} }, routes);
const before = of(read, write, other);

test.each<[string, Document, string[]]>([
  ['nothing', of(read, write, other), []],
  ['a new path', of(read, write, other, get('/v1/c', said)), []],
  [
    'new fields that may be left out',
    of(
      read,
      post('/v1/a', { ...said, body: body.extend({ more: z.strictObject({ b: z.string() }).optional() }) }),
      other,
    ),
    [],
  ],
  [
    'a new field of an answer',
    of(read, write, get('/v1/b', { ...said, answer: answer.extend({ b: z.int() }) })),
    [],
  ],
  ['a path that is gone', of(read, write), ['GET /v1/b is gone, with its path']],
  ['a verb that is gone', of(read, other), ['POST /v1/a is gone']],
  [
    'a role that may no longer',
    of(read, write, get('/v1/b', { ...said, allow: { agent: 'mandated' } })),
    ['GET /v1/b is no longer for enterprise'],
  ],
  [
    'a role that sees less',
    of(read, write, get('/v1/b', { ...said, allow: { agent: 'all', enterprise: 'own' } })),
    ['GET /v1/b reaches own for enterprise, no longer all'],
  ],
  [
    'a parameter newly needed',
    of(get('/v1/a', { ...said, query: z.strictObject({ limit: z.int() }) }), write, other),
    ['GET /v1/a needs query limit'],
  ],
  [
    'a field newly needed',
    of(read, post('/v1/a', { ...said, body: body.extend({ size: z.int() }) }), other),
    ['POST /v1/a needs the field /size in its body'],
  ],
  [
    'an inner field newly needed',
    of(
      read,
      post('/v1/a', {
        ...said,
        body: body.extend({ inner: z.strictObject({ a: z.string(), b: z.string() }).optional() }),
      }),
      other,
    ),
    ['POST /v1/a needs the field /inner/b in its body'],
  ],
  [
    'a field that is no longer answered',
    of(
      read,
      write,
      get('/v1/b', {
        ...said,
        answer: z.strictObject({ no: z.string(), parts: z.array(z.strictObject({})) }),
      }),
    ),
    ['GET /v1/b no longer answers the field /parts/*/size'],
  ],
])('%s', (_what, after, changes) => {
  expect(breakingChanges(before, after)).toEqual(changes);
});

test('a body newly needed is named', () => {
  const loose = of(post('/v1/a', { ...said, body: body.partial() }));
  const strict = of(post('/v1/a', { ...said, body }));
  expect(breakingChanges(loose, strict)).toEqual([
    'POST /v1/a needs a body',
    'POST /v1/a needs the field /name in its body',
  ]);
});
