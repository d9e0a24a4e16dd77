import { channelGauges, channelSweeps } from '@doudi/infra/channels';
import { openPool } from '@doudi/infra/database';
import {
  every,
  officeClock,
  openLog,
  openWakeUp,
  readSettings,
  runService,
  startTracing,
  storingServiceSettings,
} from '@doudi/infra/service';
import { openStorage, prepareFolder, removeUnfiled, scannerAt } from '@doudi/infra/storage';
import { reachTemporal, startWorker, temporalClient } from '@doudi/infra/temporal';
import { acceptedResultsChannel } from '@doudi/workflows';
import { activities } from './activities.ts';
import { adoptResults } from './adopt-results.ts';
import { gauges } from './gauges.ts';
import { askTrackChange } from './ask-track-change.ts';
import { sendAgent, sendWithdrawal, startOrder } from './order-workflow.ts';
import { notices } from './notices.ts';
import { intake } from './service.ts';
import { sweepReceipts } from './sweep-receipts.ts';
import { warnOfPaperExpiry } from './warn-of-paper-expiry.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';

/** Real milliseconds between two looks for what was left behind, and for mandates that end soon. */
const sweepEveryMs = 60_000;

const given = readSettings(storingServiceSettings, process.env);
const logger = openLog({ service: intake.name, level: given.LOG_LEVEL });
const tracing = await startTracing(intake.name, given.OTEL_EXPORTER_OTLP_ENDPOINT);
const pool = openPool({ url: given.DATABASE_URL, role: intake.role, statementMs: given.STATEMENT_MS });
await prepareFolder(given);
const storage = openStorage(given);
const clock = officeClock(pool, { production: given.NODE_ENV === 'production' });
const { access } = await reachTemporal(given);
const server = { ...access, namespace: given.TEMPORAL_NAMESPACE, tracing };
const temporal = temporalClient(server);

const dependencies = {
  pool,
  clock,
  storage,
  scan: given.SCANNER_URL ? scannerAt(given.SCANNER_URL) : undefined,
  gatewayUrl: given.GATEWAY_URL,
  startOrder: startOrder({ temporal, logger }),
  sendWithdrawal: sendWithdrawal({ temporal, logger }),
  sendAgent: sendAgent({ temporal, logger }),
  askTrackChange: askTrackChange({ temporal, logger }),
};
const sweep = sweepReceipts(dependencies);

const resultsWakeUp = openWakeUp();
const adopt = adoptResults({ ...dependencies, logger });

/** At once when a result was accepted, and now and then in case that was not heard, or the content is there again. */
async function adoptAccepted(signal: AbortSignal): Promise<void> {
  await resultsWakeUp.wait(sweepEveryMs, signal);
  if (!signal.aborted) await adopt(signal);
}

await runService({
  name: intake.name,
  settings: given,
  logger,
  pool,
  clock,
  temporal,
  tracing,
  routes: intake.routes(dependencies),
  contract: intake.contract,
  worker: () =>
    startWorker({ ...server, logger, taskQueue: intake.taskQueue, activities: activities(dependencies) }),
  gauges: [...gauges, ...channelGauges],
  listeners: [{ channel: acceptedResultsChannel, heard: resultsWakeUp.wake }],
  sweeps: [
    every(1, adoptAccepted),
    every(sweepEveryMs, sweep, 'sweepReceipts'),
    every(sweepEveryMs, warnOfExpiry(dependencies), 'warnOfExpiry'),
    every(sweepEveryMs, warnOfPaperExpiry(dependencies), 'warnOfPaperExpiry'),
    every(10 * sweepEveryMs, removeUnfiled(dependencies), 'removeUnfiled'),
    ...channelSweeps({ service: intake.name, settings: given, pool, logger, ...notices }),
  ],
});

sweep().catch((error: unknown) => logger.error({ err: error }, 'the first sweep has failed'));
