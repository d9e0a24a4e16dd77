import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { keptHours, keyForm } from '../http/idempotency/idempotency-keys.ts';
import type { Allow } from '../http/routing/access-scope.ts';
import type { RateClass } from '../http/limits/limit-table.ts';
import { shellProblems, type ProblemType, type Refusals } from '../http/problems/problem-types.ts';
import type { Route } from '../http/routing/route.ts';
import type { Words } from '../words.ts';
import { operationOf, tagOf } from './operation-of.ts';
import type { NamedProblem } from './problems-of-route.ts';
import { type Components, neededComponents } from './components.ts';
import { portableSchema } from './portable-schema.ts';
import { problemSchemas, schemasOfProblems, sharedResponses } from './problem-responses.ts';

/** What a document says besides its routes. */
export interface About {
  readonly title: Words;
  /** the problems of its own */
  readonly refusals: Refusals;
  /** what the first part of its paths stands for, `orders` of `/v1/orders` */
  readonly tags?: Readonly<Record<string, Words>>;
}

/** A document as JSON, with the parts this code reads. */
export interface Document {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>> & { readonly title: string; readonly version: string };
  readonly servers?: readonly object[];
  readonly tags: readonly Tag[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Components;
}
export interface Tag {
  readonly name: string;
  readonly description: string;
}
export interface Operation {
  readonly summary: string;
  readonly 'x-who-may': Allow;
  readonly 'x-public'?: true;
  readonly 'x-rate': RateClass;
  readonly 'x-audit': string;
  readonly 'x-writes': boolean;
  readonly 'x-edits'?: true;
  readonly [part: string]: unknown;
}

const version = '1.0.0';
/** Of URLs that every service has: documents are merged, so they say the same of them. */
const sharedTags: Readonly<Record<string, Words>> = {
  audit: { zh: '审计', en: 'the audit' },
  inbox: { zh: '待办', en: 'what waits for the caller' },
};

const parameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: `New for each request, the same for each repetition of it: within ${keptHours} hours a repeated write is done once, and its answer comes again with \`Idempotent-Replay: true\`. With another body: 422 \`key-reused\`.`,
    schema: { type: 'string', pattern: keyForm.source },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description:
      'The ETag that was read, or several, or `*`: needed to change what is there (428 `if-match-needed`); 412 `changed-meanwhile` when it is no longer that. What is not there yet is made without it.',
    schema: { type: 'string' },
  },
  IfNoneThere: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: '`*`: only if it is not there yet, else 412 `changed-meanwhile`.',
    schema: { type: 'string' },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The ETag of an earlier answer: 304 while nothing has changed.',
    schema: { type: 'string' },
  },
} as const;

/** `/v1/orders/:no` → `/v1/orders/{no}`. */
export const pathInDocument = ({ path }: Pick<Route, 'path'>): string => path.replaceAll(/:(\w+)/g, '{$1}');

/** The document (OpenAPI 3.1) of a table of routes, from their schemas. Throws at a route that does not say what it must. */
export function documentOf({ title, refusals, tags = {} }: About, routes: readonly Route[]): Document {
  const paths: Record<string, ZodOpenApiPathsObject[string]> = {};
  for (const route of routes) {
    const path = pathInDocument(route);
    paths[path] = { ...paths[path], [route.verb]: operationOf(route, refusals) };
  }
  const made = createDocument(
    {
      openapi: '3.1.0',
      info: { title: title.en, version, description: title.zh },
      paths,
      components: {
        schemas: { ...problemSchemas, ...schemasOfProblems(namedProblems(refusals)) } as never,
        parameters,
        responses: sharedResponses,
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    { override: portableSchema },
  );
  const used = neededComponents(made.components as Components, made.paths);
  const components = { ...used, 'x-problems': forPeople(problemsOf(refusals)) };
  return { ...made, tags: tagsOf({ ...tags, ...sharedTags }, routes), components } as unknown as Document;
}

/** What pages tell of each kind; its members stand in its schema. */
const forPeople = (problems: Readonly<Record<string, ProblemType>>) =>
  Object.fromEntries(
    Object.entries(problems).map(([name, { members: _members, ...about }]) => [name, about]),
  );

const namedProblems = (refusals: Refusals): NamedProblem[] =>
  Object.entries(problemsOf(refusals)).map(([type, about]) => ({ type, ...about }));

/** The tags that routes have, by name. */
const tagsOf = (described: Readonly<Record<string, Words>>, routes: readonly Route[]): Tag[] =>
  [...new Set(routes.map(tagOf))].sort().flatMap((name) => {
    const words = described[name];
    return words ? [{ name, description: `${words.zh} · ${words.en}` }] : [];
  });

/** Every kind of problem its routes may answer with, for the pages their types lead to. */
const problemsOf = (refusals: Refusals): Readonly<Record<string, ProblemType>> => ({
  ...shellProblems,
  ...Object.fromEntries(Object.entries(refusals).map(([name, about]) => [name, { status: 409, ...about }])),
});
