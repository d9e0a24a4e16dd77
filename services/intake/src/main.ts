import { openPool } from '@doudi/infra/database';
import { every, officeClock, openLog, readSettings, runService } from '@doudi/infra/service';
import { startWorker, temporalClient } from '@doudi/infra/temporal';
import { taskQueues } from '@doudi/workflows';
import { activities } from './activities.ts';
import { service, settings, sweepEveryMs } from './config.ts';
import { contract } from './contract.ts';
import { gauges } from './gauges.ts';
import { sendWithdrawal, startOrder } from './order-workflow.ts';
import { routes } from './routes.ts';
import { sweepReceipts } from './sweep-receipts.ts';
import { useCases } from './use-cases.ts';

const given = readSettings(settings, process.env);
const logger = openLog({ service, level: given.LOG_LEVEL });
const pool = openPool({ url: given.DATABASE_URL, role: service, statementMs: given.STATEMENT_MS });
const clock = officeClock(pool, { production: given.NODE_ENV === 'production' });
const server = { address: given.TEMPORAL_ADDRESS, namespace: given.TEMPORAL_NAMESPACE };
const temporal = temporalClient(server);

const parts = {
  pool,
  clock,
  startOrder: startOrder({ temporal, logger }),
  sendWithdrawal: sendWithdrawal({ temporal, logger }),
};
const sweep = sweepReceipts(parts);

await runService({
  name: service,
  settings: given,
  logger,
  pool,
  clock,
  temporal,
  routes: routes(useCases(parts)),
  contract,
  worker: () =>
    startWorker({ ...server, logger, taskQueue: taskQueues.intake, activities: activities(parts) }),
  gauges,
  sweeps: [every(sweepEveryMs, sweep, 'sweepReceipts')],
});

sweep().catch((error: unknown) => logger.error({ err: error }, 'the first sweep has failed'));
