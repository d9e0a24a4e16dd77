import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { openLog } from '@doudi/infra/service';
import { startWorker, temporalClient } from '@doudi/infra/temporal';
import { bareQueue, type BareActivities } from './bare-order.ts';

/**
 * The bare side, run by node: one process that runs the bare workflows and their activities, with the tuning of the services.
 * It says over HTTP how many cases were written.
 */
const { PORT: port = '0', TEMPORAL_ADDRESS: address = '' } = process.env;
const server = { address, namespace: 'default' };
const { client } = temporalClient(server);
let cases = 0;

const activities = {
  async write({ marks, isCase }) {
    if (isCase) cases += 1;
    if (marks) await client.workflow.getHandle(marks).signal('marked');
  },
} satisfies BareActivities;

const worker = await startWorker({
  ...server,
  logger: openLog({ service: 'bare', level: 'warn' }),
  taskQueue: bareQueue,
  activities,
  workflowsPath: fileURLToPath(new URL('bare-workflows.js', import.meta.url)),
});
const http = createServer((_request, response) => void response.end(String(cases)));
http.listen(Number(port), '127.0.0.1');
process.once('SIGTERM', () => worker.shutdown());
await worker.run();
process.exit(0);
