import { Router, type Request, type Response } from 'express';
import { wordsOf } from '../../words.ts';
import { shellProblem } from '../problems/problem.ts';
import type { Route } from './route.ts';

/**
 * Reached when no route answered: the URL is known with other verbs (405, with Allow), or not at all (404). Of two paths that fit, as
 * `/people/agents` and `/people/:subject`, the first of the table is meant.
 */
export function noSuchUrl(routes: readonly Pick<Route, 'path' | 'verb'>[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const { path, verb } of routes)
    router.all(path, (_request, response, next) => {
      response.locals['meant'] ??= path;
      if (response.locals['meant'] === path) {
        allowed(response).add(verb.toUpperCase());
        if (verb === 'get') allowed(response).add('HEAD');
      }
      next();
    });
  router.use((request, response) => {
    const verbs = [...allowed(response)].sort();
    throw verbs.length > 0 ? wrongVerb(request, response, verbs) : unknownUrl(request);
  });
  return router;
}

const allowed = ({ locals }: Response): Set<string> =>
  (locals['allowed'] ??= new Set<string>()) as Set<string>;

function wrongVerb({ method, path }: Request, response: Response, verbs: readonly string[]) {
  const allow = verbs.join(', ');
  response.set('Allow', allow);
  return verbProblem(method, path, allow);
}

/** A URL does not take this verb; `allow` names those it takes, as the header Allow must. */
export const verbProblem = (method: string, path: string, allow: string) =>
  shellProblem('wrong-verb', {
    detail: {
      zh: `${path} 不支持 ${method}，请用 ${allow}`,
      en: `${path} does not take ${method}; use ${allow}`,
    },
  });

const unknownUrl = ({ path }: Request) => shellProblem('no-such-url', { detail: wordsOf(path) });
