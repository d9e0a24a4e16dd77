import { setTimeout as pause } from 'node:timers/promises';
import { listen, type Listener } from '../database/listen.ts';
import type { Pool } from '../database/pool.ts';
import { every, startSweep, type Sweep } from './sweep.ts';
import { serviceApp } from '../http/app.ts';
import { openAudit } from '../http/audit/audit.ts';
import { limitsOf } from '../http/limits/limit-table.ts';
import { openRates } from '../http/limits/rate-limits.ts';
import { openServer } from '../http/server/server.ts';
import { trustedProxies } from '../http/limits/address.ts';
import { forgetOldKeys } from '../http/idempotency/idempotency-keys.ts';
import type { Route } from '../http/routing/route.ts';
import type { Document } from '../openapi/document-of.ts';
import { tokenVerifier } from '../identity/verify-token.ts';
import { keepWorking } from '../temporal/keep-working.ts';
import type { Logger } from './logger.ts';
import { openMetrics, type Gauge } from './metrics.ts';
import type { OfficeClock } from './office-clock.ts';
import type { ServiceSettings } from './service-settings.ts';
import { survivePostgresRestarts } from '../database/survive-postgres-restarts.ts';
import { temporalAnswers, type TemporalClient } from '../temporal/client.ts';
import { libraryMetrics } from '../temporal/runtime.ts';
import type { Tracing } from '../tracing/start-tracing.ts';
import type { RunningWorker } from '../temporal/worker.ts';

export interface ServiceParts {
  readonly name: string;
  readonly settings: ServiceSettings;
  readonly logger: Logger;
  readonly pool: Pool;
  readonly routes: readonly Route[];
  readonly contract?: Document;
  /** its setting is read before the server listens, so that a false pace in production is refused at start */
  readonly clock?: OfficeClock;
  readonly temporal?: TemporalClient;
  /** sends its last spans when all else has stopped */
  readonly tracing?: Tracing | undefined;
  /** makes the worker; called again after every failure */
  readonly worker?: () => Promise<RunningWorker>;
  readonly sweeps?: readonly Sweep[];
  readonly listeners?: readonly Listener[];
  /** its own numbers for `/metrics` */
  readonly gauges?: readonly Gauge[];
}

const minuteMs = 60_000;

/** Listens, then starts worker and sweeps in the background; Temporal may be down. `stop` undoes it in order. */
export async function startService(parts: ServiceParts) {
  const { settings, logger, pool, temporal } = parts;
  survivePostgresRestarts(pool, logger);
  await parts.clock?.setting();
  const state = { stopping: false };
  const audit = openAudit(pool, logger);
  const { perMinute, atOnce } = limitsOf(settings);
  const rates = openRates(pool, perMinute);
  const isWorking = () => worker?.isWorking() ?? false;
  const limits = { rates, atOnce };
  const app = serviceApp({ ...appParts(parts, state, isWorking), audit, limits });
  const server = await openServer(app, {
    host: settings.HOST,
    port: settings.PORT,
    maxConnections: settings.CONNECTIONS,
    perAddress: {
      most: settings.CONNECTIONS_PER_ADDRESS,
      isExempt: trustedProxies(settings.TRUSTED_PROXIES),
    },
  });
  const worker = parts.worker && keepWorking(parts.worker, logger);
  const forgetting = [
    every(60 * minuteMs, () => forgetOldKeys(pool), 'forgetOldKeys'),
    every(10 * minuteMs, rates.forgetOld, 'forgetOldRates'),
  ];
  const sweeps = [...(parts.sweeps ?? []), ...forgetting].map((sweep) => startSweep(sweep, logger));
  const listeners = (parts.listeners ?? []).map((one) => listen(settings.DATABASE_URL, one, logger));
  logger.info({ url: server.url }, `${parts.name} is open`);

  const stop = async () => {
    state.stopping = true;
    // gives a balancer that asks /readyz time to send requests elsewhere
    if (settings.DRAIN_MS > 0) await pause(settings.DRAIN_MS);
    // the server first: what is still being answered may wait for the worker, and the worker for the database
    await server.close();
    await Promise.all([worker?.stop(), ...[...sweeps, ...listeners].map((one) => one.stop())]);
    await Promise.all([temporal?.close(), audit.close()]);
    await pool.end();
    await parts.tracing?.stop();
  };
  return { url: server.url, stop };
}

function appParts(parts: ServiceParts, state: { stopping: boolean }, isWorking: () => boolean) {
  const { settings, temporal, worker, routes, contract, pool, logger, gauges = [] } = parts;
  const verify = tokenVerifier({
    jwksUrl: settings.IDENTITY_JWKS_URL,
    publicKey: settings.IDENTITY_PUBLIC_KEY,
    issuer: settings.IDENTITY_ISSUER,
    audience: settings.IDENTITY_AUDIENCE,
  });
  const checks = {
    ...(temporal && { temporal: () => temporalAnswers(temporal) }),
    // a worker goes on trying while Temporal is away; it works only when both are there
    ...(worker && { worker: async () => isWorking() && (!temporal || (await temporalAnswers(temporal))) }),
  };
  return {
    routes,
    ...(contract && { contract }),
    pool,
    verify,
    logger,
    checks,
    metrics: openMetrics({
      ...{ pool, logger, gauges },
      ...(temporal && { temporalAnswers: () => temporalAnswers(temporal) }),
      ...(worker && { isWorking, others: libraryMetrics }),
    }),
    trustedProxies: settings.TRUSTED_PROXIES,
    bodyLimit: settings.BODY_LIMIT,
    isStopping: () => state.stopping,
  };
}
