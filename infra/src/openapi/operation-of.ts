import type { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { rateClassOf } from '../http/limits/limit-table.ts';
import { accessScopes, type Allow } from '../http/routing/access-scope.ts';
import type { Refusals } from '../http/problems/problem-types.ts';
import { isWrite, nameOf, type Route } from '../http/routing/route.ts';
import { problemResponses } from './problem-responses.ts';
import { problemTypesOf } from './problems-of-route.ts';

/** What a document says of one route. Throws when the route lacks what it must say. */
export function operationOf(route: Route, refusals: Refusals): ZodOpenApiOperationObject {
  const { summary, body, allow, params, query, upload } = route;
  if (!summary) throw new Error(`${nameOf(route)} has no summary`);
  return {
    operationId: idOf(route),
    summary: `${summary.zh} · ${summary.en}`,
    description: descriptionOf(route),
    tags: [tagOf(route)],
    'x-who-may': allow,
    ...(route.public && { 'x-public': true }),
    'x-writes': isWrite(route),
    ...(route.edits && { 'x-edits': true }),
    'x-rate': rateClassOf(route),
    'x-audit': nameOf(route),
    security: route.public ? [] : [{ bearer: [] }],
    parameters: headersOf(route).map(parameter),
    requestParams: {
      ...(params && { path: params as z.ZodObject }),
      ...(query && { query: query as z.ZodObject }),
    },
    ...(body && { requestBody: { required: takesSomething(body), content: json(body) } }),
    ...(upload && { requestBody: { required: true, content: files(upload.types) } }),
    responses: { ...successes(route), ...problemResponses(problemTypesOf(route, refusals)) },
  };
}

/** `orders` of `/v1/orders/:no`. */
export const tagOf = ({ path }: Route): string => path.split('/')[2] ?? '';

/** Who may, and how a client goes about it. */
const descriptionOf = (route: Route): string =>
  [
    route.public ? forAnybody : forWhom(route.allow),
    ...(isWrite(route) ? [oncePerKey] : []),
    ...(route.edits ? [onWhatWasRead] : []),
    ...(route.audits ? [onRecord] : []),
  ].join('\n\n');

function forWhom(allow: Allow): string {
  const scopes = Object.entries(allow).map(
    ([role, scope]) => `\`${role}\` (${accessScopes[scope].zh} ${scope})`,
  );
  return `可用角色 · For: ${scopes.join(', ')}`;
}
const forAnybody = '任何人均可，无需登录。 · For anybody, without a token.';
const oncePerKey =
  '每个新请求用新的 Idempotency-Key，重发用原键。 · A new Idempotency-Key for each request, the same for its repetitions.';
const onWhatWasRead = '修改已有内容须带 If-Match。 · To change what is there, send its ETag in If-Match.';
const onRecord = '每次查看均留审计记录。 · Each read leaves a line in the audit.';

/** `get /v1/progress/:orderNo/ledger` → `getProgressOrderNoLedger`. */
const idOf = ({ verb, path }: Route) =>
  [verb, ...path.split(/[^A-Za-z0-9]+/).slice(2)]
    .map((part, at) => (at === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('');

const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const headersOf = (route: Route) => [
  ...(isWrite(route) ? ['IdempotencyKey'] : []),
  ...(route.edits ? ['IfMatch', 'IfNoneThere'] : []),
  ...(route.verb === 'get' ? ['IfNoneMatch'] : []),
];

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
const files = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]));

// a body whose every field may be left out may be left out itself
const takesSomething = (body: z.ZodType) => !body.safeParse({}).success;

const text = { schema: { type: 'string' as const } };
const always = { ...text, required: true };
const replayed = {
  description: 'this answer was given before, to a request with the same key',
  schema: { type: 'string' as const, enum: ['true'] },
};

function successes(route: Route) {
  const { verb, status, edits, location } = route;
  const isRead = verb === 'get';
  const headers = {
    'X-Request-Id': always,
    ...((isRead || edits) && { ETag: always }),
    ...(isWrite(route) && { 'Idempotent-Replay': replayed }),
    ...(location && { Location: always }),
  };
  const descriptions = new Map([
    [201, 'Created'],
    [202, 'Taken; it is carried out later'],
  ]);
  return {
    [String(status ?? 200) as '200']: {
      description: descriptions.get(status ?? 200) ?? 'Done',
      headers,
      content: contentOf(route),
    },
    ...(isRead && { '304': { description: 'Unchanged since the ETag that was sent', headers } }),
  };
}

/** Throws when the route does not say what it answers. */
function contentOf({ answer, file, text: type, ...route }: Route) {
  if (file) return files(file);
  if (!answer) throw new Error(`${nameOf(route)} has no answer`);
  return { ...json(answer), ...(type && { [type]: text }) };
}
