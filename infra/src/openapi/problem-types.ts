import type { Route } from '../http/route.ts';

/** A kind of problem: what a client may branch on. */
export interface ProblemType {
  readonly type: string;
  readonly status: number;
  readonly title: string;
}

/** The problems of the shell, which every route may answer with, as far as it takes what they are about. */
const shell = {
  invalid: [400, 'The request has faults, all of them listed'],
  'broken-path': [400, 'The path is not percent-encoded UTF-8'],
  'broken-json': [400, 'The body is not valid JSON'],
  'broken-encoding': [400, 'The body is not valid UTF-8'],
  'bad-request': [400, 'The request cannot be read'],
  'no-token': [401, 'A token is needed'],
  'invalid-token': [401, 'The token is not valid'],
  forbidden: [403, 'The caller may not do this'],
  'not-found': [404, 'Not known, or not within the reach of the caller'],
  'too-slow': [408, 'The request did not arrive in time'],
  'body-too-large': [413, 'The body is too large'],
  'wrong-content-type': [415, 'The body must be JSON'],
  'wrong-charset': [415, 'The body must be UTF-8'],
  'wrong-encoding': [415, 'The Content-Encoding of the body is not taken'],
  unfit: [422, 'The request is as the schemas say, but breaks rules, all of them listed'],
  'key-reused': [422, 'The Idempotency-Key was used for another request'],
  'too-many-requests': [429, 'Too many requests'],
  'headers-too-large': [431, 'The headers are too large'],
  internal: [500, 'Something went wrong on our side'],
  overloaded: [503, 'Too much is under way; nothing of this request was done, repeat it soon'],
  unavailable: [503, 'Not available now; repeat with the same Idempotency-Key'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

const ofAll = [
  ...['invalid', 'broken-path', 'no-token', 'invalid-token', 'forbidden', 'internal', 'unavailable'],
  ...['too-slow', 'headers-too-large', 'too-many-requests', 'overloaded'],
];
const ofBodies = [
  ...['broken-json', 'broken-encoding', 'bad-request'],
  ...['body-too-large', 'wrong-content-type', 'wrong-charset', 'wrong-encoding'],
];

/** Whether a route writes, so that repetitions must be told apart. */
export const isWrite = ({ verb, safe }: Pick<Route, 'verb' | 'safe'>): boolean =>
  verb !== 'get' && safe !== true;

/** Every type of problem a route may answer with. Throws at one of its own that has no title. */
export function problemTypesOf(
  route: Pick<Route, 'verb' | 'path' | 'safe' | 'refuses' | 'params' | 'query' | 'body'>,
  titles: Readonly<Record<string, string>>,
): ProblemType[] {
  const types = [
    ...ofAll,
    ...(route.verb === 'get' ? [] : ofBodies),
    ...(route.params || route.query || route.body ? ['unfit'] : []),
    ...(isWrite(route) ? ['key-reused'] : []),
    ...(route.path.includes(':') ? ['not-found'] : []),
    ...(route.refuses ?? []),
  ];
  return [...new Set(types)].map((type) => {
    const [status, title] = type in shell ? shell[type as keyof typeof shell] : [409, titles[type]];
    if (title === undefined) throw new Error(`${route.path} refuses with ${type}, which has no title`);
    return { type, status, title };
  });
}
