import type { Route } from '@doudi/infra/http';
import type { Thing } from '../samples.ts';
import { pathInDocument, type Document } from '@doudi/infra/openapi';
import { bodyExamples } from '../contract/body-examples.ts';

/** A place in a request where something can be put: in its path, its query, or at a pointer into one of its bodies. */
export type Field =
  | { readonly in: 'path' | 'query'; readonly name: string }
  | {
      readonly in: 'body';
      readonly at: readonly (string | number)[];
      readonly base: object;
      readonly value: unknown;
    };

interface Parameter {
  readonly in?: string;
  readonly name?: string;
}
interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** Every field of a route, as its document says. Throws when a field of its body is shown neither by the sample nor by an example. */
export function fieldsOf(document: Document, route: Route, { body }: Thing): Field[] {
  const path = pathInDocument(route);
  const operation = document.paths[path]?.[route.verb] ?? {};
  const { parameters = [], requestBody } = operation as {
    parameters?: readonly Parameter[];
    requestBody?: unknown;
  };
  const named = parameters.flatMap(({ in: where, name = '' }) =>
    where === 'path' || where === 'query' ? [{ in: where, name } as const] : [],
  );
  const content = (requestBody as { content: Record<string, { schema: Schema }> } | undefined)?.content;
  if (!content) return named;
  const examples = bodyExamples(document)[`${route.verb.toUpperCase()} ${path}`] ?? [];
  const names = namesOf(document, Object.values(content)[0]?.schema ?? {});
  return [...named, ...bodyFields([body ?? {}, ...examples], names)];
}

function bodyFields(bodies: readonly object[], { top, all }: Names): Field[] {
  const found = new Map<string, Field>();
  const [sample = {}] = bodies;
  for (const base of bodies)
    for (const [at, value] of leaves(base)) {
      const key = at.join('/');
      if (!found.has(key)) found.set(key, { in: 'body', at, base, value });
    }
  for (const name of top)
    if (!found.has(name)) found.set(name, { in: 'body', at: [name], base: sample, value: undefined });
  const shown = new Set([...found.values()].flatMap((field) => (field.in === 'body' ? field.at : [])));
  const missing = [...all].filter((name) => !shown.has(name));
  if (missing.length > 0) throw new Error(`no example shows ${missing.join()}`);
  return [...found.values()];
}

/** Every place in a value, itself left out: those within it too. */
function leaves(
  value: unknown,
  at: readonly (string | number)[] = [],
): (readonly [(string | number)[], unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? firstOfEachForm(value) : Object.entries(value);
  return entries.flatMap(([name, inner]) => {
    const path = [...at, name];
    return [[path, inner] as const, ...leaves(inner, path)];
  });
}

/** Of a list the first entry of each form: many alike would be tried for nothing. */
const firstOfEachForm = (list: readonly unknown[]): [number, unknown][] => [
  ...new Map([...list.entries()].reverse().map((entry) => [keysOf(entry[1]), entry])).values(),
];

const keysOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? Object.keys(value).join() : typeof value;

interface Names {
  readonly top: readonly string[];
  readonly all: ReadonlySet<string>;
}

/** The names of all fields of a schema, and of those at its top. */
function namesOf(document: Document, schema: Schema): Names {
  const all = new Set<string>();
  const resolve = (part: Schema) =>
    part.$ref
      ? ((document.components['schemas']?.[part.$ref.split('/').at(-1) ?? ''] ?? {}) as Schema)
      : part;
  const look = (part: Schema): void => {
    const { properties = {}, items, oneOf = [], anyOf = [] } = resolve(part);
    for (const [name, inner] of Object.entries(properties)) {
      all.add(name);
      look(inner);
    }
    for (const inner of [...oneOf, ...anyOf, ...(items ? [items] : [])]) look(inner);
  };
  look(schema);
  return { top: Object.keys(resolve(schema).properties ?? {}), all };
}
