import { fileURLToPath } from 'node:url';
import { openPool } from '@doudi/infra/database';
import { officeClock, openLog, readSettings, runService } from '@doudi/infra/service';
import { startWorker, temporalClient } from '@doudi/infra/temporal';
import { shippedCalendar, taskQueues } from '@doudi/workflows';
import { activities } from './activities.ts';
import { calendarReader, insertShippedCalendar } from './calendars.ts';
import { callWorkflow, startPublication, tellCalendar, tellOrder } from './call-workflow.ts';
import { role, service, settings } from './config.ts';
import { contract } from './contract.ts';
import { gauges } from './gauges.ts';
import { routes } from './routes.ts';

const given = readSettings(settings, process.env);
const logger = openLog({ service, level: given.LOG_LEVEL });
const pool = openPool({ url: given.DATABASE_URL, role, statementMs: given.STATEMENT_MS });
const clock = officeClock(pool, { production: given.NODE_ENV === 'production' });
const server = { address: given.TEMPORAL_ADDRESS, namespace: given.TEMPORAL_NAMESPACE };
const temporal = temporalClient(server);
const calendarOf = calendarReader();
const floor = {
  pool,
  clock,
  calendarOf,
  gatewayUrl: given.GATEWAY_URL,
  tellOrder: tellOrder(temporal),
  tellCalendar: tellCalendar(temporal),
};
const doors = {
  clock,
  calendarOf,
  call: callWorkflow(temporal),
  startPublication: startPublication(temporal),
  uiUrl: given.TEMPORAL_UI_URL,
  namespace: server.namespace,
};

await insertShippedCalendar(pool, shippedCalendar);
await runService({
  name: service,
  settings: given,
  logger,
  pool,
  clock,
  temporal,
  routes: routes(doors),
  contract,
  gauges,
  worker: () =>
    startWorker({
      ...server,
      logger,
      taskQueue: taskQueues.approvals,
      activities: activities(floor),
      workflowBundle: { codePath: fileURLToPath(new URL('workflow-bundle.js', import.meta.url)) },
    }),
});
