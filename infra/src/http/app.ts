import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Pool } from '../database/pool.ts';
import type { Verify } from '../identity/verify-token.ts';
import type { Logger } from '../service/logger.ts';
import type { Metrics } from '../service/metrics.ts';
import { openAudit, type Audit, audited } from './audit/audit.ts';
import { trustedProxies } from './limits/address.ts';
import { ceiling } from './limits/ceiling.ts';
import { countAddress, countCaller, type Limits } from './limits/rate-limits.ts';
import { measured, metricsPage } from './server/measured.ts';
import { traced } from './server/traced.ts';
import { rateClassOf } from './limits/limit-table.ts';
import { answerProblem } from './problems/answer-problem.ts';
import { health, type Checks } from './server/health.ts';
import { noSuchUrl } from './routing/no-such-url.ts';
import type { Document } from '../openapi/document-of.ts';
import { problemPages } from '../openapi/problem-pages.ts';
import { refuseFaultyRoutes } from './routing/refuse-faulty-routes.ts';
import { requestLog } from './server/request-log.ts';
import type { Route } from './routing/route.ts';
import { serveRoute } from './routing/serve-route.ts';

export interface AppParts {
  readonly routes: readonly Route[];
  /** the OpenAPI document of the routes, served at `/openapi.json` without token, and its problems at `/problems` */
  readonly contract?: Document;
  readonly pool: Pool;
  readonly verify: Verify;
  readonly logger: Logger;
  readonly checks?: Checks;
  /** bytes of one request body */
  readonly bodyLimit?: number;
  readonly isStopping?: () => boolean;
  /** without them nothing is counted or refused for being too much */
  readonly limits?: Limits;
  readonly metrics?: Metrics;
  /** where the audit lines go; to the table `audit` behind `pool`, unless given */
  readonly audit?: Audit;
  /** the networks of proxies whose X-Forwarded-For is believed; this machine, unless given */
  readonly trustedProxies?: string;
}

/** The HTTP shell around a service's table of routes. Throws when a route is not fit to be served. */
export function serviceApp(parts: AppParts): Express {
  const { routes, contract, pool, logger, metrics, checks = {}, isStopping = () => false } = parts;
  refuseFaultyRoutes(routes);
  const app = express();
  // one URL, one name; ETags are our own
  app
    .set('case sensitive routing', true)
    .set('strict routing', true)
    .set('etag', false)
    .disable('x-powered-by');
  app.use(helmet(), closeConnections(isStopping), health(pool, checks, isStopping));
  if (metrics) app.use(metricsPage(metrics));
  app.use(requestLog(logger));
  if (contract) {
    app.get('/openapi.json', (_request, response) => void response.json(contract));
    app.use(problemPages(() => Promise.resolve(contract)));
  }
  serveAll(app, parts);
  if (metrics) app.use(measured(metrics, 'none'));
  if (parts.limits) app.use(countAddress(parts.limits.rates.address, isTrustedBy(parts)));
  app.use(noSuchUrl([...routes, ...pages(contract)]), answerProblem);
  return app;
}

const isTrustedBy = ({ trustedProxies: networks = 'loopback' }: Pick<AppParts, 'trustedProxies'>) =>
  trustedProxies(networks);

/** What every service serves without token. */
const pages = (contract: object | undefined) =>
  ['/healthz', '/readyz', ...(contract ? ['/openapi.json'] : [])].map((path) => ({
    verb: 'get' as const,
    path,
  }));

function serveAll(app: Express, { routes, pool, verify, logger, limits, metrics, ...parts }: AppParts): void {
  const { bodyLimit = 65_536, audit = openAudit(pool, logger) } = parts;
  const isTrusted = isTrustedBy(parts);
  const limited = limits && ceiling(limits.atOnce);
  for (const route of routes) {
    const kind = rateClassOf(route);
    const counted = limits ? countCaller(verify, limits.rates[kind]) : verify;
    app[route.verb](
      route.path,
      traced(route.path),
      ...(metrics ? [measured(metrics, route.path)] : []),
      audited(route, audit),
      ...(limits && limited ? [limited(kind), countAddress(limits.rates.address, isTrusted)] : []),
      ...(limits && route.public ? [countAddress(limits.rates.public, isTrusted)] : []),
      serveRoute(route, { pool, verify: counted, bodyLimit }),
    );
  }
}

/** While draining, sends `Connection: close` so that clients reconnect elsewhere. */
const closeConnections =
  (isStopping: () => boolean): RequestHandler =>
  (_request, response, next) => {
    if (isStopping()) response.set('Connection', 'close');
    next();
  };
