import type { Route } from '@doudi/infra/http';
import { pathInDocument, type Document } from '@doudi/infra/openapi';
import { bodyExamples } from '../contract/body-examples.ts';
import type { Thing } from '../samples.ts';

/** Texts that are code to somebody, or are not what they look like: for every field, parameter and header. */
const texts: Readonly<Record<string, string>> = {
  'SQL that ends a statement': `'; drop table orders; --`,
  'SQL that asks more': `x' union select null, version() --`,
  'SQL that waits': `'||(select pg_sleep(9))||'`,
  'a template': '{{7*7}}${7*7}<%= 7*7 %>${jndi:ldap://127.0.0.1/a}',
  'a path out': '../../../../etc/passwd',
  'lines for a header': 'a\r\nSet-Cookie: stolen=1\r\n\r\n<html>',
  NUL: 'a\0b',
  'a control character': 'a\u0007b',
  'a script': '"><script>alert(1)</script>',
  'an operator': '{"$gt":""}',
  'the prototype': '__proto__',
  nothing: '',
  'white space': ' \t\u3000 ',
  'not normalized': 'e\u0301 ﬃ Å',
  'right to left': 'abc\u202edcba',
  'zero width': 'a\u200bb\ufeffc',
  'beyond the plane': '𠮷👨‍👩‍👧‍👦',
  'digits of full width': 'Ｏ２０１７０６１６０００１',
  'a letter that looks alike': 'О201706160001',
  'too long': 'x'.repeat(50_000),
  'too long in bytes': '汉'.repeat(21_000),
};

/** Keys of JSON that name what every object inherits; put before the keys of every object. */
const prototypeKeys = ['"__proto__":{"polluted":true}', '"constructor":{"prototype":{"polluted":true}}'];

const depth = 10_000;
const huge = ['['.repeat(depth) + ']'.repeat(depth), `[${Array(depth).fill('{}').join()}]`];

/** Values of JSON for every field of a body. */
const values: readonly string[] = [
  ...['null', 'true', '7', '[]', '{}', '{"toString":"x"}', '"7"', '"a\\ud800b"', '"\\udc00\\ud800"'],
  ...['1e400', '-0', '9223372036854775808', '1.5', '-1', ...huge, ...prototypeKeys.map((key) => `{${key}}`)],
];

/** Bodies that are none, or not one. */
const bodies: readonly string[] = [
  ...['', 'null', '7', '[]', '{', '{"a":}', '\ufeff{}', '{"a":1}{"b":2}', "{'a':1}", 'NaN', ...huge],
];

/** Percent-encodings that are not those of a text, for every parameter. */
const encodings: readonly string[] = ['%', '%ff', '%ED%A0%80', '%00', '%C0%AE%C0%AE%C0%AF', 'a%0d%0aX:1'];

/** Positions in a list that none of its pages ends with. */
const positions: readonly string[] = [
  ...['8640000000000001,"x"', '-8640000000000000,"x"', '0,"a\\u0000b"', '0,"\\ud800"', '1e400,"x"', '0'],
];

/** Whole queries. */
const queries: readonly string[] = [
  ...['__proto__[polluted]=1', 'limit=1&limit=2', 'limit[]=1', 'limit=1e400', 'limit=%EF%BC%90', 'unknown=1'],
  ...['a=1&'.repeat(1_500), '&&&=&==', '%', '?'],
];

/** One hostile request: what is put where into a good one. */
export interface Attack {
  readonly called: string;
  /** what the caller said, which the answer may say back */
  readonly said: string;
  /** the pointer in the body where its fault must be named */
  readonly at?: string;
  readonly path?: { readonly name: string; readonly raw: string };
  readonly query?: string;
  readonly header?: Readonly<Record<string, string>>;
  /** makes the text of the body out of a good one */
  readonly body?: (good: object) => string;
  /** a text put into a field at the top of the body, as it must be read again */
  readonly stored?: { readonly field: string; readonly text: string };
}

/** Every hostile request of a route, always the same ones in the same order. */
export function attacksOf(document: Document, route: Route, thing: Thing): Attack[] {
  const operation = document.paths[pathInDocument(route)]?.[route.verb] ?? {};
  const { parameters = [] } = operation as { parameters?: { in?: string; name?: string }[] };
  const onUrl = parameters.flatMap(({ in: where, name = '' }) =>
    where === 'path' || where === 'query' ? attacksOnUrl(where, name, route) : [],
  );
  const onQuery = queries.map((query) => ({ called: `query ${query.slice(0, 40)}`, query, said: query }));
  const onBody = route.verb === 'get' ? [] : attacksOnBody(document, route, thing);
  return [...onUrl, ...onQuery, ...onBody, ...attacksOnHeaders(route)];
}

/** A header of a request has 16 KiB: longer texts never arrive. */
const longest = { inUrl: 1_000, inHeader: 8_000 };

function attacksOnUrl(where: 'path' | 'query', name: string, { path }: Route): Attack[] {
  const cursors = positions.map((one) =>
    Buffer.from(`[${JSON.stringify(path)},${one}]`).toString('base64url'),
  );
  const raws = [
    ...Object.values(texts).map((said) => encodeURIComponent(said.slice(0, longest.inUrl))),
    ...[...encodings, ...(name === 'cursor' ? cursors : [])],
  ];
  return raws
    .filter((raw) => raw !== '')
    .map((raw) => ({
      ...{ called: `${where}.${name}: ${raw.slice(0, 40)}`, said: decoded(raw) },
      ...(where === 'path' ? { path: { name, raw } } : { query: `${name}=${raw}` }),
    }));
}

function decoded(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

/** Reads may be asked with any of these; of a write the ones that have it refused, so that little must be made anew. */
const headersOf = ({ verb, edits }: Route): string[] =>
  verb === 'get'
    ? ['Accept', 'Accept-Language', 'If-None-Match', 'X-Request-Id', 'X-Forwarded-For', 'Range']
    : ['Idempotency-Key', ...(edits ? ['If-Match', 'If-None-Match'] : [])];

const attacksOnHeaders = (route: Route): Attack[] =>
  headersOf(route).flatMap((name) =>
    Object.entries(texts)
      // node sends no control characters; all else goes as bytes, to which most odd Unicode is the same
      .filter(([, said]) => /^[ -~]*$/.test(said) || said.startsWith('汉'))
      .map(([called, said]) => {
        const raw = Buffer.from(said).toString('latin1').slice(0, longest.inHeader);
        return { called: `${name}: ${called}`, said, header: { [name]: raw } };
      }),
  );

type Place = readonly (string | number)[];
type Body = Readonly<Record<string | number, unknown>>;

function attacksOnBody(document: Document, route: Route, { body = {} }: Thing): Attack[] {
  const examples = bodyExamples(document)[`${route.verb.toUpperCase()} ${pathInDocument(route)}`] ?? [];
  const shown = [body, ...examples].flatMap((base) =>
    placesIn(base).map((at) => ({ at, base: base as Body })),
  );
  const fields = [...new Map(shown.reverse().map((one) => [one.at.join('/'), one])).values()];
  const { top, all } = fieldNames(document, route);
  const unshown = [...all].filter((name) => !fields.some(({ at }) => at.includes(name)));
  const nested = unshown.filter((name) => !top.includes(name));
  if (nested.length > 0) throw new Error(`no example shows ${nested.join()}`);
  return [
    ...bodies.map((json) => ({ called: `body ${json.slice(0, 40)}`, said: json, body: () => json })),
    ...prototypeKeys.map((key) => ({
      called: `body with ${key}`,
      said: key,
      body: (good: object) => withKey(good, key),
    })),
    ...[...fields, ...unshown.map((name) => ({ at: [name], base: body as Body }))].flatMap(attacksOnField),
  ];
}

function attacksOnField({ at, base }: { at: Place; base: Body }): Attack[] {
  const pointer = at.map((name) => `/${name}`).join('');
  const [first = ''] = at;
  // the rest of the body as it is good now, this field as the example has it
  const put = (json: string) => (good: object) => withValue({ ...good, [first]: base[first] }, at, json);
  const value = at.reduce<unknown>((inner, name) => (inner as Body)[name], base);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return [
    ...Object.entries(texts).map(([called, said]) => ({
      ...{ called: `${pointer}: ${called}`, at: pointer, said, body: put(JSON.stringify(said)) },
      ...(at.length === 1 && { stored: { field: String(first), text: said } }),
    })),
    ...values.map((json) => ({
      called: `${pointer}: ${json.slice(0, 40)}`,
      at: pointer,
      said: json,
      body: put(json),
    })),
    ...(isObject ? prototypeKeys : []).map((key) => ({
      ...{ called: `${pointer} with ${key}`, said: key, body: put(withKey(value as object, key)) },
    })),
  ];
}

function withValue(body: object, at: Place, json: string): string {
  const copy = structuredClone(body) as Record<string | number, unknown>;
  const parent = at.slice(0, -1).reduce((inner, name) => inner[name] as typeof copy, copy);
  parent[at.at(-1) ?? ''] = '@@here@@';
  // a function, so that no `$` of the value means anything
  return JSON.stringify(copy).replace('"@@here@@"', () => json);
}

const withKey = (value: object, key: string): string =>
  JSON.stringify(value).replace(/^\{(?=("?))/, (_all, more: string) => `{${key}${more ? ',' : ''}`);

/** Every place in a value, with those within it; of a list the first entry of each form. */
function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value)
    ? [...new Map([...value.entries()].reverse().map((entry) => [formOf(entry[1]), entry])).values()]
    : Object.entries(value);
  return entries.flatMap(([name, inner]) => [[...at, name], ...placesIn(inner, [...at, name])]);
}

const formOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? Object.keys(value).join() : typeof value;

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** The names of all fields of a route's body in the document, and of those at its top. */
function fieldNames(document: Document, route: Route) {
  const operation = document.paths[pathInDocument(route)]?.[route.verb];
  const body = operation?.['requestBody'] as { content: Record<string, { schema: Schema }> } | undefined;
  const resolve = (part: Schema) =>
    part.$ref ? (document.components['schemas']?.[part.$ref.split('/').at(-1) ?? ''] as Schema) : part;
  const namesIn = (part: Schema): string[] => {
    const { properties = {}, items, oneOf = [], anyOf = [] } = resolve(part);
    const inner = [...Object.values(properties), ...oneOf, ...anyOf, ...(items ? [items] : [])];
    return [...Object.keys(properties), ...inner.flatMap(namesIn)];
  };
  const [content] = Object.values(body?.content ?? {});
  const schema = content?.schema ?? {};
  return { top: Object.keys(resolve(schema).properties ?? {}), all: new Set(namesIn(schema)) };
}
