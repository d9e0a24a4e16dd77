import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { get, post, put, type Route } from '../http/routing/route.ts';
import { documentOf, type Operation } from './document-of.ts';

const handler = () => Promise.resolve({ body: {} });
const summary = { zh: '订单', en: 'Orders' };
const answer = z.strictObject({ no: z.string() }).meta({ id: 'TestOrder' });
const params = z.strictObject({ no: z.string().regex(/^\d+$/) });
const body = z.strictObject({ name: z.string(), size: z.int().optional() }).meta({ id: 'TestName' });
const said = { summary, answer, handler, allow: { agent: 'all', supervisor: 'all' } as const };

const closed = {
  title: { zh: '订单已办结', en: 'The order is closed' },
  help: { zh: '另下新单', en: 'Open another' },
  members: { outcome: { type: 'string' } },
};
const about = {
  title: { zh: '测试', en: 'Test' },
  refusals: { 'order-closed': closed },
  tags: { orders: { zh: '订单', en: 'orders' } },
};
const of = (...routes: Route[]) => documentOf(about, routes);
const only = (route: Route): Operation => {
  const [verbs] = Object.values(of(route).paths);
  return verbs?.[route.verb] as Operation;
};
const schemaOf = (problem: string) => `#/components/schemas/${problem}Problem`;
const problemContent = (schema: object) => ({ content: { 'application/problem+json': { schema } } });
const statuses = ({ responses }: Operation) => Object.keys(responses as object);

describe('a document', () => {
  test('names path, parameters, roles and both languages', () => {
    const route = get('/v1/orders/:no', {
      ...said,
      params,
      query: z.strictObject({ limit: z.int().optional() }),
    });
    const document = of(route);
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Test' } });
    const operation = document.paths['/v1/orders/{no}']?.['get'];
    expect(operation).toMatchObject({
      operationId: 'getOrdersNo',
      summary: '订单 · Orders',
      'x-who-may': { agent: 'all', supervisor: 'all' },
      'x-rate': 'read',
      'x-audit': 'GET /v1/orders/:no',
      security: [{ bearer: [] }],
    });
    expect(operation?.['parameters']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ in: 'path', name: 'no', required: true }),
        expect.objectContaining({ in: 'query', name: 'limit' }),
        { $ref: '#/components/parameters/IfNoneMatch' },
      ]),
    );
  });
  test('describes the tags its routes have, and no others', () => {
    expect(of(get('/v1/orders/:no', { ...said, params })).tags).toEqual([
      { name: 'orders', description: '订单 · orders' },
    ]);
    expect(of(get('/v1/a', said)).tags).toEqual([]);
  });
  test('keeps the verbs of one path together', () => {
    const { paths } = of(get('/v1/a', said), post('/v1/a', said));
    expect(Object.keys(paths['/v1/a'] ?? {})).toEqual(['get', 'post']);
  });
  test('asks a write for an Idempotency-Key, a read and a question not', () => {
    const key = { $ref: '#/components/parameters/IdempotencyKey' };
    expect(only(post('/v1/a', { ...said, body }))['parameters']).toContainEqual(key);
    expect(only(put('/v1/a', { ...said, body }))['parameters']).toContainEqual(key);
    expect(only(get('/v1/a', said))['parameters']).not.toContainEqual(key);
    expect(only(post('/v1/a', { ...said, body, safe: true }))['parameters'] ?? []).not.toContainEqual(key);
  });
  test('tells an edit how to name what it changes, and with which ETag it goes on', () => {
    const edit = only(put('/v1/a', { ...said, body, transaction: true, edits: true }));
    for (const name of ['IfMatch', 'IfNoneThere'])
      expect(edit['parameters']).toContainEqual({ $ref: `#/components/parameters/${name}` });
    expect(edit['responses']).toMatchObject({
      200: { headers: { ETag: {} } },
      412: { $ref: '#/components/responses/ChangedMeanwhile' },
      428: { $ref: '#/components/responses/IfMatchNeeded' },
    });
    expect(JSON.stringify(only(put('/v1/a', { ...said, body })))).not.toMatch(/IfMatch|ETag/);
  });
  test.each([201, 202] as const)(
    'lists the Location of a %i where its route says that there is one',
    (status) => {
      const headersOf = (location: boolean) =>
        (
          only(post('/v1/a', { ...said, status, location }))['responses'] as Record<
            string,
            { headers: object }
          >
        )[status]?.headers;
      expect(headersOf(true)).toHaveProperty('Location');
      expect(headersOf(false)).not.toHaveProperty('Location');
    },
  );
  test('needs a body only where something in it is needed', () => {
    expect(only(post('/v1/a', { ...said, body }))['requestBody']).toMatchObject({ required: true });
    const loose = body.partial().meta({ id: 'TestLoose' });
    expect(only(post('/v1/a', { ...said, body: loose }))['requestBody']).toMatchObject({ required: false });
  });
});

describe('the answers of a route', () => {
  test.each<[string, Route, string[]]>([
    [
      'a read',
      get('/v1/a', said),
      ['200', '304', '400', '401', '403', '406', '408', '429', '431', '500', '503'],
    ],
    [
      'a write with a refusal',
      post('/v1/a', { ...said, body, status: 201, refuses: ['order-closed'] }),
      ['201', '400', '401', '403', '406', '408', '409', '413', '415', '422', '429', '431', '500', '503'],
    ],
    [
      'a question about one thing',
      post('/v1/a/:no', { ...said, params, body, safe: true }),
      ['200', '400', '401', '403', '404', '406', '408', '413', '415', '422', '429', '431', '500', '503'],
    ],
  ])('%s', (_what, route, expected) => {
    expect(statuses(only(route))).toEqual(expected);
  });
  test('name the types of their problems', () => {
    const document = of(post('/v1/a', { ...said, body, refuses: ['order-closed'] }));
    const operation = document.paths['/v1/a']?.['post'];
    const responses = operation?.['responses'] as Record<string, object>;
    expect(responses['409']).toMatchObject({
      description: '`order-closed`: 订单已办结 · The order is closed',
    });
    expect(responses['401']).toEqual({ $ref: '#/components/responses/NotAuthenticated' });
    const { schemas = {}, responses: shared = {} } = document.components;
    expect(responses['409']).toMatchObject(problemContent({ $ref: schemaOf('OrderClosed') }));
    expect(shared['NotAuthenticated']).toMatchObject(
      problemContent({
        oneOf: [{ $ref: schemaOf('NoToken') }, { $ref: schemaOf('InvalidToken') }],
        discriminator: { propertyName: 'type', mapping: { '/problems/no-token': schemaOf('NoToken') } },
      }),
    );
    expect(schemas['OrderClosedProblem']).toMatchObject({
      allOf: [
        { $ref: '#/components/schemas/Problem' },
        {
          required: ['type', 'status'],
          properties: {
            type: { type: 'string', enum: ['/problems/order-closed'] },
            status: { type: 'integer', enum: [409] },
            outcome: { type: 'string' },
          },
        },
      ],
    });
  });
  test('stand in a document only where a route may give them', () => {
    const { schemas = {}, responses = {} } = of(get('/v1/a', said)).components;
    expect(Object.keys(schemas)).not.toContain('OrderClosedProblem');
    expect(Object.keys(responses)).not.toContain('KeyReused');
  });
});

describe('a table has no document', () => {
  test.each<[string, Route, string]>([
    [
      'when a route has no summary',
      get('/v1/a', { answer, handler, allow: { agent: 'all' } }),
      'GET /v1/a has no summary',
    ],
    [
      'when a route has no answer',
      get('/v1/a', { summary, handler, allow: { agent: 'all' } }),
      'GET /v1/a has no answer',
    ],
    ['when a refusal has no title', post('/v1/a', { ...said, refuses: ['odd'] }), 'refuses with odd'],
  ])('%s', (_what, route, reason) => {
    expect(() => of(route)).toThrow(reason);
  });
});
