import { isDeepStrictEqual } from 'node:util';
import { isProblem } from '../http/problem.ts';
import { problemOf } from '../http/problem-of.ts';
import type { Refusals } from '../http/problem-types.ts';
import type { Answer, Route } from '../http/route.ts';
import { nameOf } from './operation-of.ts';
import { problemTypesOf } from './problems-of-route.ts';

/**
 * The same routes, but whatever is answered otherwise than the route promises is a bug (500, its reason on stderr). Tests of
 * services serve these, so that every one of them proves the document.
 */
export const keptPromises = (routes: readonly Route[], refusals: Refusals): Route[] =>
  routes.map((route) => ({
    ...route,
    handler: async (call) => {
      const answer = await route.handler(call).catch((error: unknown) => {
        throw wrongProblem(route, refusals, error) ?? error;
      });
      const breach = wrongAnswer(route, answer);
      if (breach) throw broken(route, breach);
      return answer;
    },
  }));

function broken(route: Route, breach: string): Error {
  const told = `${nameOf(route)} ${breach}`;
  process.stderr.write(`${told}\n`);
  return new Error(told);
}

function wrongProblem(route: Route, refusals: Refusals, error: unknown) {
  if (!isProblem(error)) return undefined;
  const { type, status } = problemOf(error).problem;
  const isPromised = problemTypesOf(route, refusals).some(
    (one) => one.type === type && one.status === status,
  );
  return isPromised ? undefined : broken(route, `does not say that it refuses with ${status} ${type}`);
}

const isText = ({ body, headers = {} }: Answer) =>
  typeof body === 'string' &&
  Object.entries(headers).some(([name, value]) => /^content-type$/i.test(name) && /^text\//.test(value));

const hasLocation = ({ headers = {} }: Answer) =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'location');

function wrongAnswer({ answer, ...route }: Route, given: Answer): string | undefined {
  const status = route.status ?? 200;
  if ((given.status ?? 200) !== status) return `answers ${given.status ?? 200} instead of ${status}`;
  if (hasLocation(given) !== (route.location ?? false))
    return route.location
      ? 'answers without the Location it promises'
      : 'answers with a Location it keeps quiet about';
  // a text for people, asked for by Accept, has no schema
  if (isText(given)) return undefined;
  const body = JSON.parse(JSON.stringify(given.body)) as unknown;
  const read = answer?.safeParse(body);
  if (!read?.success) return `answers with another body: ${read?.error.message ?? 'it promises none'}`;
  return isDeepStrictEqual(read.data, body) ? undefined : 'answers with more than it says';
}
