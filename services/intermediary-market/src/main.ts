import { openPool } from '@doudi/infra/database';
import { every, officeClock, openLog, readSettings, runService, serviceSettings } from '@doudi/infra/service';
import { startWorker, temporalAccess, temporalClient } from '@doudi/infra/temporal';
import { activities } from './activities.ts';
import { openBell } from './bell.ts';
import { carryLetters } from './carry-letters.ts';
import { gauges } from './gauges.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { sendNews } from './send-news.ts';
import { intermediaryMarket } from './service.ts';

/** Real milliseconds between two looks into the outbox when nobody rings. */
const outboxEveryMs = 200;

/** How many carry letters of the outbox at once, so that a slow one does not keep the others waiting. */
const carriers = 3;

const given = readSettings(serviceSettings, process.env);
const logger = openLog({ service: intermediaryMarket.name, level: given.LOG_LEVEL });
const pool = openPool({
  url: given.DATABASE_URL,
  role: intermediaryMarket.role,
  statementMs: given.STATEMENT_MS,
});
const clock = officeClock(pool, { production: given.NODE_ENV === 'production' });
const server = { ...temporalAccess(given), namespace: given.TEMPORAL_NAMESPACE };
const temporal = temporalClient(server);
const bell = openBell();
const post = { pool, logger, send: sendNews(temporal) };

async function carryWhenRung() {
  await bell.soundsWithin(outboxEveryMs);
  await carryLetters(post);
}

await loadCatalogue(pool);
await runService({
  name: intermediaryMarket.name,
  settings: given,
  logger,
  pool,
  clock,
  temporal,
  routes: intermediaryMarket.routes({ now: clock.now, ring: bell.ring }),
  contract: intermediaryMarket.contract,
  worker: () =>
    startWorker({
      ...server,
      logger,
      taskQueue: intermediaryMarket.taskQueue,
      activities: activities(pool),
    }),
  gauges,
  sweeps: Array.from({ length: carriers }, () => every(1, carryWhenRung)),
});
