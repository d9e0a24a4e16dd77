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
  ['a path that is gone', of(read, write), ['GET /v1/b is gone']],
  ['a verb that is gone', of(read, other), ['POST /v1/a is gone']],
  [
    'a role that may no longer',
    of(read, write, get('/v1/b', { ...said, allow: { agent: 'mandated' } })),
    ['GET /v1/b is no longer for enterprise'],
  ],
  [
    'a role that sees less',
    of(read, write, get('/v1/b', { ...said, allow: { agent: 'all', enterprise: 'own' } })),
    ['GET /v1/b allows enterprise own, no longer all'],
  ],
  [
    'a parameter newly needed',
    of(get('/v1/a', { ...said, query: z.strictObject({ limit: z.int() }) }), write, other),
    ['GET /v1/a requires query limit'],
  ],
  [
    'a field newly needed',
    of(read, post('/v1/a', { ...said, body: body.extend({ size: z.int() }) }), other),
    ['POST /v1/a requires body/size'],
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
    ['POST /v1/a requires body/inner/b'],
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
    ['GET /v1/b no longer answers 200/parts/*/size'],
  ],
])('%s', (_what, after, changes) => {
  expect(breakingChanges(before, after)).toEqual(changes);
});

test('a body newly required is named', () => {
  const loose = of(post('/v1/a', { ...said, body: body.partial() }));
  const strict = of(post('/v1/a', { ...said, body }));
  expect(breakingChanges(loose, strict)).toEqual([
    'POST /v1/a requires body',
    'POST /v1/a requires body/name',
  ]);
});

const field = (schema: z.ZodType) => of(post('/v1/a', { ...said, body: z.strictObject({ a: schema }) }));
const answered = (schema: z.ZodType) => of(get('/v1/a', { ...said, answer: z.strictObject({ a: schema }) }));
const few = z.enum(['x', 'y']);
const more = z.enum(['x', 'y', 'z']);

test.each<[string, Document, Document, string[]]>([
  ['another type', field(z.string()), field(z.int()), ['POST /v1/a no longer takes string as body/a']],
  ['a wider type', field(z.int()), field(z.number()), []],
  ['fewer listed values', field(more), field(few), ['POST /v1/a no longer takes "z" as body/a']],
  ['more listed values', field(few), field(more), []],
  ['a list of values', field(z.string()), field(few), ['POST /v1/a no longer takes any value as body/a']],
  [
    'a field that is no longer taken',
    field(z.strictObject({ b: z.string().optional() })),
    field(z.strictObject({})),
    ['POST /v1/a no longer takes body/a/b'],
  ],
  [
    'a parameter that is no longer taken',
    before,
    of(get('/v1/a', said), write, other),
    ['GET /v1/a no longer takes query limit'],
  ],
  [
    'an answer that may be null',
    answered(z.string()),
    answered(z.string().nullable()),
    ['GET /v1/a newly answers null as 200/a'],
  ],
  [
    'an answer with more values',
    answered(few.nullable()),
    answered(more.nullable()),
    ['GET /v1/a newly answers "z" as 200/a'],
  ],
  ['an answer with fewer values', answered(more), answered(few), []],
  [
    'an answer that may be left out',
    answered(z.string()),
    answered(z.string().optional()),
    ['GET /v1/a does not always answer 200/a any more'],
  ],
])('%s is compared', (_what, old, now, changes) => {
  expect(breakingChanges(old, now)).toEqual(changes);
});
