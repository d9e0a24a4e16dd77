import type { Allow, Role } from '@doudi/infra/http';
import type { Document, Operation } from '@doudi/infra/openapi';
import { placesOf, type Place, type Places, type Schema } from './schema-places.ts';

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}
interface Body {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

/**
 * What can break a client of the document `before` when the service follows `after`, one sentence each: a path, verb, field,
 * parameter, type or listed value that is gone; a newly required field or parameter; a role that may do less; an answer with
 * a type or listed value that clients do not know. Bounds, patterns and problems are not compared.
 */
export function breakingChanges(before: Document, after: Document): string[] {
  return Object.entries(before.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).flatMap(([verb, old]) => {
      const now = after.paths[path]?.[verb];
      const name = `${verb.toUpperCase()} ${path}`;
      if (!now) return [`${name} is gone`];
      return [
        ...(old['x-public'] && !now['x-public'] ? ['needs a token now'] : []),
        ...lessAllowed(old['x-who-may'], now['x-who-may']),
        ...narrowerRequest(requestOf(before, old), requestOf(after, now)),
        ...widerAnswer(answerOf(before, old), answerOf(after, now)),
      ].map((change) => `${name} ${change}`);
    }),
  );
}

/** Roles that may no longer call, or that see less. */
const lessAllowed = (before: Allow, after: Allow): string[] =>
  (Object.keys(before) as Role[]).flatMap((role) => {
    if (!after[role]) return [`is no longer for ${role}`];
    const isLess = after[role] !== before[role] && after[role] !== 'all';
    return isLess ? [`allows ${role} ${after[role]}, no longer ${before[role]}`] : [];
  });

function narrowerRequest(before: Places, after: Places): string[] {
  // a required field within a new optional one harms nobody
  const isNewlyRequired = (at: string, { isRequired }: Place) =>
    isRequired && !before.get(at)?.isRequired && (!at.includes('/') || before.has(parentOf(at)));
  const required = [...after].filter(([at, place]) => isNewlyRequired(at, place));
  return [
    ...required.map(([at]) => `requires ${at}`),
    ...[...before].flatMap(([at, old]) => {
      const now = after.get(at);
      if (!now) return after.has(parentOf(at)) || isTop(at) ? [`no longer takes ${at}`] : [];
      return lost(old, now).map((what) => `no longer takes ${what} as ${at}`);
    }),
  ];
}

function widerAnswer(before: Places, after: Places): string[] {
  return [...before].flatMap(([at, old]) => {
    const now = after.get(at);
    if (!now) return after.has(parentOf(at)) || isTop(at) ? [`no longer answers ${at}`] : [];
    return [
      ...(old.isRequired && !now.isRequired ? [`does not always answer ${at} any more`] : []),
      ...lost(now, old).map((what) => `newly answers ${what} as ${at}`),
    ];
  });
}

/** What the first place may hold and the second may not. */
function lost(first: Place, second: Place): string[] {
  if (second.types.has('any')) return [];
  const types = [...first.types].filter((type) => !second.types.has(type));
  if (!second.values || types.length > 0) return types;
  if (!first.values) return ['any value'];
  return [...first.values]
    .filter((value) => !second.values?.has(value))
    .map((value) => JSON.stringify(value));
}

const isTop = (at: string) => !at.includes('/');
const parentOf = (at: string) => at.slice(0, at.lastIndexOf('/'));

/** Parameters by `<in> <name>`, fields of the body by `body/…`. */
function requestOf(document: Document, operation: Operation): Places {
  const parameters = ((operation['parameters'] ?? []) as Parameter[]).map((parameter) => {
    const name = parameter.$ref?.split('/').at(-1) ?? '';
    return parameter.$ref ? (document.components['parameters']?.[name] as Parameter) : parameter;
  });
  const body = operation['requestBody'] as Body | undefined;
  const schema = body?.content?.['application/json']?.schema;
  return new Map([
    ...parameters.flatMap(({ name, in: where, required = false, schema = {} }) => [
      ...placesOf(document, schema, { at: `${where} ${name}`, isRequired: required }),
    ]),
    ...(schema ? placesOf(document, schema, { at: 'body', isRequired: body.required ?? false }) : []),
  ]);
}

/** Fields of the answers that say the request succeeded, by `<status>/…`. */
function answerOf(document: Document, { responses }: Operation): Places {
  const successes = Object.entries(responses as Record<string, Body>).filter(([status]) => /^2/.test(status));
  return new Map(
    successes.flatMap(([status, { content }]) => [
      ...placesOf(document, content?.['application/json']?.schema ?? {}, { at: status, isRequired: true }),
    ]),
  );
}
