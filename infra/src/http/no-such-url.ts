import { Router, type Request, type Response } from 'express';
import { problem } from './problem.ts';
import type { Route } from './route.ts';

/** Reached when no route answered: the URL is known with other verbs (405, with Allow), or not at all (404). */
export function noSuchUrl(routes: readonly Route[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const { path, verb } of routes)
    router.all(path, (_request, response, next) => {
      allowed(response).add(verb.toUpperCase());
      if (verb === 'get') allowed(response).add('HEAD');
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
  return problem({
    type: 'wrong-verb',
    status: 405,
    title: `${method} is not possible on ${path}`,
    detail: `Use ${allow}`,
  });
}

const unknownUrl = ({ path }: Request) =>
  problem({ type: 'no-such-url', status: 404, title: 'There is no such URL', detail: path });
