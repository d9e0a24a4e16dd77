import { channelGauges, channelSweeps } from '@doudi/infra/channels';
import { openPool } from '@doudi/infra/database';
import {
  advanceMark,
  every,
  markEveryMs,
  officeClock,
  openLog,
  openWakeUp,
  readSettings,
  runService,
  startTracing,
  storingServiceSettings,
} from '@doudi/infra/service';
import { openStorage, prepareFolder, removeUnfiled, scannerAt } from '@doudi/infra/storage';
import { reachTemporal, startWorker, temporalClient, withDeadline } from '@doudi/infra/temporal';
import { papersChannel, shippedCalendar } from '@doudi/workflows';
import { activities } from './activities.ts';
import { workflowBundle } from './bundled-workflows.ts';
import { calendarReader, insertShippedCalendar } from './calendars.ts';
import {
  callWorkflow,
  notifyCalendar,
  notifyOrder,
  soonMs,
  startCase,
  startPublication,
  tellCase,
} from './call-workflow.ts';
import { gauges } from './gauges.ts';
import { remindOfSupplements } from './remind-of-supplements.ts';
import { sweepArrivals } from './send-arrivals.ts';
import { forgetContacts } from './forget-contacts.ts';
import { startCases } from './start-case.ts';
import { sweepSupplies } from './send-supply.ts';
import { forgetAddresses, warnOfLateDeliveries } from './warn-of-late-deliveries.ts';
import { notices } from './notices.ts';
import { approvalWorkflows } from './service.ts';
import { tellOfChangedPapers } from './tell-of-changed-papers.ts';

const given = readSettings(storingServiceSettings, process.env);
const logger = openLog({ service: approvalWorkflows.name, level: given.LOG_LEVEL });
const tracing = await startTracing(approvalWorkflows.name, given.OTEL_EXPORTER_OTLP_ENDPOINT);
const pool = openPool({
  url: given.DATABASE_URL,
  role: approvalWorkflows.role,
  statementMs: given.STATEMENT_MS,
});
await prepareFolder(given);
const clock = officeClock(pool, { production: given.NODE_ENV === 'production' });
const { access } = await reachTemporal(given);
const server = { ...access, namespace: given.TEMPORAL_NAMESPACE, tracing };
const temporal = temporalClient(server);
const dependencies = {
  pool,
  clock,
  storage: openStorage(given),
  scan: given.SCANNER_URL ? scannerAt(given.SCANNER_URL) : undefined,
  calendarOf: calendarReader(),
  gatewayUrl: given.GATEWAY_URL,
  uiUrl: given.TEMPORAL_UI_URL,
  namespace: server.namespace,
  call: callWorkflow(temporal),
  startCase: startCase(temporal),
  startCaseSoon: startCase(temporal, soonMs),
  tellCase: tellCase(temporal),
  startPublication: startPublication(temporal),
  notifyOrder: notifyOrder(temporal),
  notifyCalendar: notifyCalendar(temporal),
};

/** Real milliseconds between two looks for what steps, or people, have not been told. */
const sweepEveryMs = 60_000;

/** Real milliseconds between two looks for cases that were received while Temporal did not answer. */
const startEveryMs = 5_000;

const papersWakeUp = openWakeUp();
const sweepPapers = sweepArrivals(dependencies);

/** At once when papers of a project have changed, and now and then in case that was not heard. */
async function tellOfPapers(signal: AbortSignal): Promise<void> {
  await papersWakeUp.wait(sweepEveryMs, signal);
  if (!signal.aborted) await sweepPapers();
}

/** Real milliseconds Temporal has to answer when the stores are marked; a connection to PostgreSQL is held meanwhile. */
const markWithinMs = 5_000;

/** So that a start sees when one of the stores was restored from an older copy. */
async function markStores(): Promise<void> {
  const db = await pool.connect();
  const { client, connection } = temporal;
  const mark = () => advanceMark({ db, connection, namespace: server.namespace });
  await withDeadline(client, markWithinMs, mark).finally(() => db.release());
}

await insertShippedCalendar(pool, shippedCalendar);
await runService({
  name: approvalWorkflows.name,
  settings: given,
  logger,
  pool,
  clock,
  temporal,
  tracing,
  routes: approvalWorkflows.routes(dependencies),
  contract: approvalWorkflows.contract,
  gauges: [...gauges, ...channelGauges],
  listeners: [{ channel: papersChannel, heard: papersWakeUp.wake }],
  sweeps: [
    every(1, tellOfPapers),
    every(markEveryMs, markStores, 'markStores'),
    every(sweepEveryMs, sweepSupplies(dependencies), 'sweepSupplies'),
    every(startEveryMs, startCases({ ...dependencies, logger }), 'startCases'),
    every(sweepEveryMs, remindOfSupplements(dependencies), 'remindOfSupplements'),
    every(sweepEveryMs, tellOfChangedPapers(dependencies), 'tellOfChangedPapers'),
    every(sweepEveryMs, warnOfLateDeliveries(dependencies), 'warnOfLateDeliveries'),
    every(sweepEveryMs, forgetAddresses(dependencies), 'forgetAddresses'),
    every(sweepEveryMs, forgetContacts(dependencies), 'forgetContacts'),
    every(10 * sweepEveryMs, removeUnfiled(dependencies), 'removeUnfiled'),
    ...channelSweeps({ service: approvalWorkflows.name, settings: given, pool, logger, ...notices }),
  ],
  worker: () =>
    startWorker({
      ...server,
      logger,
      taskQueue: approvalWorkflows.taskQueue,
      activities: activities(dependencies),
      maxCachedWorkflows: given.WORKFLOWS_CACHED,
      workflowBundle: { codePath: workflowBundle },
    }),
});
