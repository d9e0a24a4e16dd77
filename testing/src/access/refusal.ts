import type { Told } from '../http/client.ts';
import type { Token } from './cells.ts';
import type { Thing } from '../samples.ts';

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
export function refusalFault({ status, headers, text }: Told, token: Token): string | undefined {
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
export function plainOf({ text, headers }: Told, { params = {}, body = {} }: Thing): string {
  const said: unknown[] = [
    headers['x-request-id'],
    ...Object.values(params),
    ...Object.values<unknown>(body as Record<string, unknown>),
  ];
  return said
    .filter((word): word is string => typeof word === 'string' && word.length >= tellingLength)
    .reduce((plain, word) => plain.replaceAll(word, '*'), text);
}
