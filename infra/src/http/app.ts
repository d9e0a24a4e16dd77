import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Pool } from '../database.ts';
import type { Verify } from '../identity.ts';
import type { Logger } from '../logger.ts';
import { answerProblem } from './answer-problem.ts';
import { health, type Checks } from './health.ts';
import { noSuchUrl } from './no-such-url.ts';
import { refuseFaultyRoutes } from './refuse-faulty-routes.ts';
import { requestLog } from './request-log.ts';
import type { Route } from './route.ts';
import { serveRoute } from './serve-route.ts';

export interface AppParts {
  readonly routes: readonly Route[];
  /** the OpenAPI document of the routes, told at `/openapi.json` without token */
  readonly contract?: object;
  readonly pool: Pool;
  readonly verify: Verify;
  readonly logger: Logger;
  readonly checks?: Checks;
  /** bytes of one request body */
  readonly bodyLimit?: number;
  readonly isStopping?: () => boolean;
}

/** The HTTP shell around a service's table of routes. Throws when a route is not fit to be served. */
export function serviceApp({ routes, pool, verify, logger, ...parts }: AppParts): Express {
  const { contract, checks = {}, bodyLimit = 65_536, isStopping = () => false } = parts;
  refuseFaultyRoutes(routes);
  const app = express();
  // one URL, one name; ETags are our own
  app
    .set('case sensitive routing', true)
    .set('strict routing', true)
    .set('etag', false)
    .disable('x-powered-by');
  app.use(helmet(), health(pool, checks, isStopping), requestLog(logger));
  if (contract) app.get('/openapi.json', (_request, response) => void response.json(contract));
  for (const route of routes) app[route.verb](route.path, serveRoute(route, { pool, verify, bodyLimit }));
  app.use(noSuchUrl(routes), answerProblem);
  return app;
}
