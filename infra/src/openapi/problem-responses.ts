import { z } from 'zod';
import { problemsPath } from '../http/problems/answer-problem.ts';
import { problemTypesOf, type NamedProblem } from './problems-of-route.ts';

/** RFC 9457 as these services write it. */
export const problemSchemas = {
  Fault: {
    type: 'object',
    required: ['at', 'fault'],
    properties: {
      at: {
        type: 'string',
        description:
          'a JSON pointer into the body, or after the name of another part: `query/limit`, `path/orderNo`, `header/Idempotency-Key`',
      },
      fault: { type: 'string', description: 'what would be right' },
    },
  },
  Problem: {
    type: 'object',
    description:
      'RFC 9457. `type` is stable: clients may branch on it. `help` says what to do. Title, detail, help and faults come in the language of Accept-Language, zh or en. Further members say what would help.',
    required: ['type', 'status', 'title', 'requestId'],
    additionalProperties: true,
    properties: {
      type: { type: 'string', format: 'uri-reference', description: 'the address of its page' },
      status: { type: 'integer' },
      title: { type: 'string' },
      detail: { type: 'string' },
      help: { type: 'string', description: 'what the caller can do about it' },
      faults: { type: 'array', items: { $ref: '#/components/schemas/Fault' } },
      requestId: { type: 'string', description: 'the number of the request in the logs' },
    },
  },
} as const;

const text = { required: true, schema: { type: 'string' } } as const;
const ofAll = {
  'X-Request-Id': text,
  'Content-Language': { required: true, schema: { type: 'string', pattern: '^(zh|en)$' } },
} as const;
const retryAfter = {
  'Retry-After': { description: 'seconds', required: true, schema: { type: 'integer', minimum: 1 } },
} as const;
const challenge = { 'WWW-Authenticate': text } as const;
const headers: Readonly<Record<number, object>> = {
  401: challenge,
  429: retryAfter,
  502: retryAfter,
  503: retryAfter,
};

const schemaNameOf = (type: string) =>
  `${type.replaceAll(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase())}Problem`;

/** Where the schema of a kind of problem stands in a document. */
export const problemSchemaRef = (type: string): string => `#/components/schemas/${schemaNameOf(type)}`;

const aRequestId = '5b2a6f0e-8c1d-4e0f-9a57-3d1c0a7e42b9';

/** The schema of each kind of problem: all members of a problem, with its own type, status and members. */
export const schemasOfProblems = (types: readonly NamedProblem[]) =>
  Object.fromEntries(
    types.map(({ type, status, title, members }) => [
      schemaNameOf(type),
      {
        description: `${title.zh} · ${title.en}`,
        examples: [{ type: `${problemsPath}/${type}`, status, title: title.zh, requestId: aRequestId }],
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          {
            type: 'object' as const,
            required: ['type', 'status'],
            properties: {
              type: { type: 'string', enum: [`${problemsPath}/${type}`] },
              status: { type: 'integer', enum: [status] },
              ...members,
            },
          },
        ],
      },
    ]),
  );

/** One kind of problem, or one of several that are told apart by their `type`. */
function schemaOf(types: readonly NamedProblem[]) {
  const [only, ...more] = types;
  if (only && more.length === 0) return { $ref: problemSchemaRef(only.type) };
  return {
    oneOf: types.map(({ type }) => ({ $ref: problemSchemaRef(type) })),
    discriminator: {
      propertyName: 'type',
      mapping: Object.fromEntries(
        types.map(({ type }) => [`${problemsPath}/${type}`, problemSchemaRef(type)]),
      ),
    },
  };
}

/** The answer of one status, for these types of problem. */
export const problemResponse = (status: number, types: readonly NamedProblem[]) => ({
  description: types.map(({ type, title }) => `\`${type}\`: ${title.zh} · ${title.en}`).join('\n\n'),
  headers: { ...ofAll, ...headers[status] },
  content: { 'application/problem+json': { schema: schemaOf(types) } },
});

const names: Readonly<Record<number, string>> = {
  400: 'Faulty',
  401: 'NotAuthenticated',
  403: 'NotAllowed',
  404: 'NotKnown',
  406: 'NotAcceptable',
  408: 'TooSlow',
  412: 'ChangedMeanwhile',
  413: 'BodyTooLarge',
  415: 'WrongContent',
  422: 'Unfit',
  428: 'IfMatchNeeded',
  429: 'TooMany',
  431: 'HeadersTooLarge',
  500: 'OurFault',
  503: 'NotAvailable',
};

/** The name of an answer that routes share; 409 is each route's own. */
function nameOf(status: number, types: readonly NamedProblem[]): string | undefined {
  const says = (type: string) => types.some((one) => one.type === type);
  if (says('broken-json')) return 'FaultyBody';
  if (says('key-reused')) return says('unfit') ? 'UnfitOrKeyReused' : 'KeyReused';
  return names[status];
}

const byStatus = (types: readonly NamedProblem[]) => {
  const statuses = [...new Set(types.map(({ status }) => status))].sort((a, b) => a - b);
  return statuses.map((status) => [status, types.filter((one) => one.status === status)] as const);
};

const kinds: readonly Parameters<typeof problemTypesOf>[0][] = [
  { verb: 'get', path: '/:one', params: z.unknown() },
  { verb: 'post', path: '/:one', params: z.unknown() },
  { verb: 'post', path: '/' },
  { verb: 'put', path: '/', edits: true },
];

/** The answers that routes share, by name. */
export const sharedResponses = Object.fromEntries(
  kinds
    .flatMap((route) => byStatus(problemTypesOf(route, {})))
    .map(([status, types]) => [nameOf(status, types) ?? '', problemResponse(status, types)]),
);

/** Answers of a route to what goes wrong, one for each status. */
export const problemResponses = (types: readonly NamedProblem[]) =>
  Object.fromEntries(
    byStatus(types).map(([status, ofStatus]) => {
      const name = nameOf(status, ofStatus);
      return [
        String(status),
        name ? { $ref: `#/components/responses/${name}` } : problemResponse(status, ofStatus),
      ];
    }),
  );
