import { openPool } from '@doudi/infra/database';
import { every, officeClock, openLog, readSettings, runService } from '@doudi/infra/service';
import { startWorker, temporalClient } from '@doudi/infra/temporal';
import { taskQueues } from '@doudi/workflows';
import { activities } from './activities.ts';
import { openBell } from './bell.ts';
import { carryLetters } from './carry-letters.ts';
import { carriers, outboxEveryMs, role, service, settings } from './config.ts';
import { contract } from './contract.ts';
import { gauges } from './gauges.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { routes } from './routes.ts';
import { sendNews } from './send-news.ts';

const given = readSettings(settings, process.env);
const logger = openLog({ service, level: given.LOG_LEVEL });
const pool = openPool({ url: given.DATABASE_URL, role, statementMs: given.STATEMENT_MS });
const clock = officeClock(pool, { production: given.NODE_ENV === 'production' });
const server = { address: given.TEMPORAL_ADDRESS, namespace: given.TEMPORAL_NAMESPACE };
const temporal = temporalClient(server);
const bell = openBell();
const post = { pool, logger, send: sendNews(temporal) };

async function carryWhenRung() {
  await bell.soundsWithin(outboxEveryMs);
  await carryLetters(post);
}

await loadCatalogue(pool);
await runService({
  name: service,
  settings: given,
  logger,
  pool,
  clock,
  temporal,
  routes: routes({ now: clock.now, ring: bell.ring }),
  contract,
  worker: () =>
    startWorker({
      ...server,
      logger,
      taskQueue: taskQueues.market,
      activities: activities(pool),
    }),
  gauges,
  sweeps: Array.from({ length: carriers }, () => every(1, carryWhenRung)),
});
