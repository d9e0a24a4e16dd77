import { isDeepStrictEqual } from 'node:util';
import type { ClientResponse } from '../http/client.ts';
import type { Token, Cell } from './cells.ts';
import type { Thing, Sample } from '../samples.ts';
import type { Route } from '@doudi/infra/http';
import type { RecordingClient } from '../http/ask.ts';

interface Body {
  readonly type: string;
  readonly status: number;
  readonly title: string;
  readonly requestId: string;
}

/** The short name of a problem, whatever URL its type is. */
export const shortName = (type: string): string => type.split('/').at(-1) ?? '';

const types: Readonly<Record<number, string>> = { 403: 'forbidden', 404: 'not-found' };

/** What a refusal with 401, 403 or 404 lacks, if anything: its type, its shape, the challenge of a 401. */
export function refusalFault({ status, headers, text }: ClientResponse, token: Token): string | undefined {
  if (!headers['content-type']?.startsWith('application/problem+json')) return 'it is no problem+json';
  const problem = JSON.parse(text) as Body;
  const expected = status === 401 ? (token === 'none' ? 'no-token' : 'invalid-token') : types[status];
  if (expected && shortName(problem.type) !== expected) return `${problem.type} instead of ${expected}`;
  if (problem.status !== status || !problem.title || problem.requestId !== headers['x-request-id'])
    return `it lacks something: ${text}`;
  if (status === 401 && !headers['www-authenticate']?.startsWith('Bearer'))
    return 'it lacks WWW-Authenticate';
  return undefined;
}

/** Characters of a word that cannot be part of something else by chance. */
const tellingLength = 8;

/** An answer without what the caller said and without its number: what is left must not tell foreign from not existing. */
export function plainOf({ text, headers }: ClientResponse, { params = {}, body = {} }: Thing): string {
  const said: unknown[] = [
    headers['x-request-id'],
    ...Object.values(params),
    ...Object.values<unknown>(body as Record<string, unknown>),
  ];
  return said
    .filter((word): word is string => typeof word === 'string' && word.length >= tellingLength)
    .reduce((plain, word) => plain.replaceAll(word, '*'), text);
}

interface Page {
  readonly items: readonly unknown[];
  readonly next: string | null;
}
interface Listing {
  readonly route: Route;
  readonly sample: Sample;
  readonly response: ClientResponse;
  readonly ask: RecordingClient['ask'];
}

/** The whole answer to somebody for whom there is nothing: no count, no cursor, no words of anything. */
const isEmptyList = (text: string): boolean =>
  isDeepStrictEqual({ words: {}, unread: 0, ...(JSON.parse(text) as object) }, nothing);
const nothing = { items: [], next: null, words: {}, unread: 0 };

/** What a list shows or betrays that it should not, or leaves out. */
export async function listFault(
  cell: Cell,
  { route, sample, response, ask }: Listing,
): Promise<string | undefined> {
  const { whose, isThrough, person } = cell;
  if (whose !== 'list' || !isThrough || !sample.lists) return undefined;
  const { own, foreign } = person.reaches;
  const { lists } = sample;
  if (!own && !foreign && !isEmptyList(response.text))
    return `not the empty list: ${response.text.slice(0, 300)}`;
  const pages = await allPages((query) => ask(route, { query }, person.caller));
  const text = `${response.text} ${pages}`;
  for (const [name, isReached] of [
    [lists.own(), own],
    [lists.foreign(), foreign],
  ] as const)
    // prettier-ignore
    if (text.includes(`"${name}"`) !== isReached) return `${name} is ${isReached ? 'not in it' : 'in it'}`;
  if (!lists.narrowed || foreign) return undefined;
  const narrowed = await ask(route, await lists.narrowed(), person.caller);
  return isEmptyList(narrowed.text) ? undefined : `asked for what is foreign: ${narrowed.text.slice(0, 300)}`;
}

/** The text of all pages, one by one: a cursor leads to what the caller may know of, and ends with it. */
export async function allPages(
  ask: (query: Record<string, string>) => Promise<ClientResponse>,
): Promise<string> {
  const texts: string[] = [];
  let query: Record<string, string> = { limit: '3' };
  for (;;) {
    const { text } = await ask(query);
    texts.push(text);
    const { items = [], next } = JSON.parse(text) as Page;
    if (items.length === 0 && texts.length > 1) return `"an empty page after a cursor" ${text}`;
    if (!next) return texts.join(' ');
    query = { limit: '3', cursor: next };
  }
}
