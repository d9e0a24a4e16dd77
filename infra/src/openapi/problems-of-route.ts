import { problemTypeOf, type ProblemType, type Refusals } from '../http/problems/problem-types.ts';
import { isWrite, type Route } from '../http/routing/route.ts';

/** A kind of problem with the name clients branch on. */
export interface NamedProblem extends ProblemType {
  readonly type: string;
}

const ofAll = [
  ...['invalid', 'broken-path', 'not-acceptable', 'internal', 'unavailable'],
  ...['too-slow', 'headers-too-large', 'too-many-requests', 'overloaded'],
];
const ofTokens = ['no-token', 'invalid-token', 'forbidden'];
const ofBodies = [
  ...['broken-json', 'broken-encoding', 'bad-request'],
  ...['body-too-large', 'wrong-content-type', 'wrong-charset', 'wrong-encoding'],
];
const ofUploads = ['bad-request', 'body-too-large', 'wrong-content-type', 'unfit'];

/** Every type of problem a route may answer with. Throws at one of its own that has no title. */
export function problemTypesOf(
  route: Pick<
    Route,
    'verb' | 'path' | 'public' | 'safe' | 'edits' | 'refuses' | 'params' | 'query' | 'body' | 'upload'
  >,
  refusals: Refusals,
): NamedProblem[] {
  const types = [
    ...ofAll,
    ...(route.public ? [] : ofTokens),
    ...(route.verb === 'get' || route.upload ? [] : ofBodies),
    ...(route.upload ? ofUploads : []),
    ...(route.params || route.query || route.body ? ['unfit'] : []),
    ...(isWrite(route) ? ['key-reused'] : []),
    ...(route.edits ? ['changed-meanwhile', 'if-match-needed'] : []),
    ...(route.path.includes(':') ? ['not-found'] : []),
    ...(route.refuses ?? []),
  ];
  return [...new Set(types)].map((type) => {
    const known = problemTypeOf(type, refusals);
    if (!known) throw new Error(`${route.path} refuses with ${type}, which has no title`);
    return { type, ...known };
  });
}
