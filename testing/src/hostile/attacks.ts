import type { Route } from '@doudi/infra/http';
import { filledPath } from '../http/client.ts';
import type { Thing } from '../samples.ts';
import type { Field } from './fields.ts';
import {
  brokenBodies,
  brokenEncodings,
  forgedCursors,
  hostileTexts,
  hugeNumbers,
  hugeStructures,
  prototypeKeys,
  wrongTypes,
} from './hostile-values.ts';

/** One hostile request: what is put where into a good one. */
export interface Attack {
  readonly called: string;
  /** where its fault must be told; undefined where that is not one place */
  readonly at?: string;
  /** the raw value of a path parameter or of the query */
  readonly path?: { readonly name: string; readonly raw: string };
  readonly query?: string;
  readonly header?: Readonly<Record<string, string>>;
  /** makes the text of the body out of that of a good one */
  readonly body?: (good: object) => string;
  /** what the caller said, which the answer may say back */
  readonly said: string;
  /** a text put into a field at the top of the body, as it must be read again */
  readonly stored?: { readonly field: string; readonly text: string };
}

/** Every hostile request of a route, always the same ones in the same order. */
export function attacksOf(route: Route, fields: readonly Field[]): Attack[] {
  const named = fields.flatMap((field) => (field.in === 'body' ? attacksOnBody(field) : attacksOnUrl(field)));
  const isRead = route.verb === 'get';
  return [...named, ...attacksOnQuery, ...(isRead ? [] : attacksOnWhole), ...attacksOnHeaders(route)];
}

/** Reads may be asked with any of these; of a write the ones that have it refused, so that little must be made anew. */
const headersOf = ({ verb, edits }: Route): string[] =>
  verb === 'get'
    ? ['Accept', 'Accept-Language', 'If-None-Match', 'X-Request-Id', 'X-Forwarded-For', 'Range']
    : ['Idempotency-Key', ...(edits ? ['If-Match', 'If-None-Match'] : [])];

const longestHeader = 8_000;
// node sends no control characters in a header; all else goes as bytes, to which most odd Unicode is the same
const bytes = hostileTexts.filter(({ text = '\0' }) => /^[ -~]*$/.test(text) || text.startsWith('汉'));
const headerTexts = bytes.map(({ called, text = '' }) => ({
  called,
  said: text,
  raw: Buffer.from(text).toString('latin1').slice(0, longestHeader),
}));

const attacksOnHeaders = (route: Route): Attack[] =>
  headersOf(route).flatMap((name) =>
    headerTexts.map(({ called, said, raw }) => ({
      called: `${name}: ${called}`,
      ...{ said, header: { [name]: raw } },
    })),
  );

// a header of a request has 16 kB: longer texts never arrive
const longestInUrl = 9_000;

function attacksOnUrl({ in: where, name }: Extract<Field, { in: 'path' | 'query' }>): Attack[] {
  const texts = hostileTexts.flatMap(({ called, text }) => {
    const raw = text && encodeURIComponent(text.slice(0, Math.floor(longestInUrl / 9)));
    return raw ? [{ called, raw, said: text }] : [];
  });
  const broken = brokenEncodings.map((raw) => ({ called: raw, raw, said: raw }));
  const cursors =
    name === 'cursor' ? forgedCursors.map((raw) => ({ called: `forged ${raw}`, raw, said: raw })) : [];
  return [...texts, ...broken, ...cursors].map(({ called, raw, said }) => ({
    called: `${where}.${name}: ${called}`,
    said,
    ...(where === 'path' ? { path: { name, raw } } : { query: `${name}=${raw}` }),
  }));
}

const attacksOnQuery: readonly Attack[] = [
  ...[
    '__proto__=1',
    '__proto__[polluted]=1',
    'constructor[prototype][polluted]=1',
    'limit=1&limit=2',
    'limit[]=1',
  ],
  ...[
    'limit=1e400',
    'limit=-0',
    'limit=%EF%BC%90%EF%BC%91',
    'unknown=1',
    `${'a=1&'.repeat(1_500)}`,
    '&&&=&==',
    '%',
    '?',
    '%00=1',
  ],
].map((query) => ({ called: `query ${query.slice(0, 40)}`, query, said: query }));

const marker = '@@here@@';

function attacksOnBody({ at, base, value }: Extract<Field, { in: 'body' }>): Attack[] {
  const pointer = at.map((name) => `/${name}`).join('');
  const isText = value === undefined || typeof value === 'string';
  const values = isText
    ? [...hostileTexts, ...wrongTypes, ...hugeNumbers.slice(0, 2), ...hugeStructures.slice(0, 1)]
    : [...hostileTexts.slice(0, 4), ...wrongTypes, ...hugeNumbers, ...hugeStructures];
  const put = values.map(({ called, json, text }): Attack => ({
    called: `${pointer}: ${called}`,
    at: pointer,
    said: text ?? json,
    body: (good) => withValue(goodFor(good, base, at), at, json),
    ...(text !== undefined && at.length === 1 && { stored: { field: String(at[0]), text } }),
  }));
  return [...put, ...(isObject(value) ? attacksOnKeys(at, base) : [])];
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Further keys within an object that lies in the body. */
const attacksOnKeys = (at: readonly (string | number)[], base: object): Attack[] =>
  prototypeKeys.map((key) => ({
    called: `/${at.join('/')} with ${key}`,
    said: key,
    body: (good) => withKey(JSON.stringify(goodFor(good, base, at)), key, at),
  }));

/** The body at hand, with the field as the example has it that shows the place. */
const goodFor = (good: object, base: object, [first = '']: readonly (string | number)[]): object => ({
  ...good,
  [first]: (base as Record<string | number, unknown>)[first],
});

const attacksOnWhole: readonly Attack[] = [
  ...brokenBodies.map(({ called, json }) => ({ called: `body ${called}`, said: json, body: () => json })),
  ...prototypeKeys.map((key) => ({
    called: `body with ${key}`,
    said: key,
    body: (good: object) => withKey(JSON.stringify(good), key, []),
  })),
  {
    called: 'every key twice',
    said: '',
    body: (good) => JSON.stringify(good).replace(/^\{(.+)\}$/, '{$1,$1}'),
  },
];

function withValue(body: object, at: readonly (string | number)[], json: string): string {
  const copy = structuredClone(body) as Record<string | number, unknown>;
  let inner = copy;
  for (const name of at.slice(0, -1)) inner = inner[name] as typeof copy;
  inner[at.at(-1) ?? ''] = marker;
  // a function, so that no `$` of the value means anything
  return JSON.stringify(copy).replace(`"${marker}"`, () => json);
}

function withKey(text: string, key: string, at: readonly (string | number)[]): string {
  const whole = JSON.parse(text) as object;
  const inner = at.reduce<unknown>((part, name) => (part as Record<string | number, unknown>)[name], whole);
  const added = JSON.stringify(inner).replace(
    /^\{(?=("?))/,
    (_all, quote: string) => `{${key}${quote ? ',' : ''}`,
  );
  return at.length === 0 ? added : withValue(whole, at, added);
}

/** The request of an attack: a good one, with that in it. */
export function requestOf(route: Route, { params = {}, query = {}, body }: Thing, attack: Attack) {
  const filled = filledPath(route.path, (name) =>
    attack.path?.name === name ? attack.path.raw : encodeURIComponent(params[name] ?? ''),
  );
  const asked = attack.query ?? new URLSearchParams(query).toString();
  return {
    path: asked ? `${filled}?${asked}` : filled,
    text: attack.body ? attack.body(body ?? {}) : body && JSON.stringify(body),
  };
}
