import { Router } from 'express';
import type { Queryable } from '../../database/pool.ts';

/** What a service needs besides PostgreSQL; without it the service answers, less well. */
export type Checks = Readonly<Record<string, () => Promise<boolean>>>;

/** Real milliseconds PostgreSQL has to answer. */
const databaseMs = 2_000;

/**
 * `/healthz`: the process lives. `/readyz`: 503 only when PostgreSQL does not answer or the service is stopping; the
 * other checks are reported as `ok` or `degraded`. Both without token.
 */
export function health(db: Queryable, checks: Checks, isStopping: () => boolean): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', async (_request, response) => {
    const [postgres, others] = await Promise.all([databaseAnswers(db), states(checks)]);
    const ready = postgres && !isStopping();
    response
      .status(ready ? 200 : 503)
      .json({ postgres: postgres ? 'ok' : 'down', ...others, ...(isStopping() && { stopping: true }) });
  });
  return router;
}

async function databaseAnswers(db: Queryable): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), databaseMs);
  });
  const answer = db.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

const states = async (checks: Checks) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(checks).map(
        async ([name, check]) => [name, (await check()) ? 'ok' : 'degraded'] as const,
      ),
    ),
  );
