import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { waitFor } from '@doudi/stack';
import { openLog } from '@doudi/infra/service';
import { startWorker, type HistoryEvent } from '@doudi/infra/temporal';
import { temporaryFolder } from '@doudi/local';
import { replayHistories } from './replay-histories.ts';
import { testTemporal, type TestTemporal } from './test-temporal.ts';

const folder = temporaryFolder();
const logger = openLog({ service: 'test', level: 'silent' });
let temporal: TestTemporal;
beforeAll(async () => (temporal = await testTemporal()));
afterAll(async () => {
  await temporal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The workflow of `cold-update.ts`, with the interceptors of the product or without. */
async function bundleWith(workflowInterceptorModules: string[]): Promise<string> {
  const { code } = await bundleWorkflowCode({
    ...{ logger: new DefaultLogger('WARN'), workflowInterceptorModules },
    workflowsPath: join(import.meta.dirname, 'cold-update.ts'),
  });
  const file = join(folder, `bundle-${workflowInterceptorModules.length}.js`);
  writeFileSync(file, code);
  return file;
}

/** A workflow that has heard of its work in two workflow tasks without a command, and gets an update from a worker that keeps nothing. */
async function updatedCold(bundle: string) {
  const client = new Client({ connection: temporal.connection, namespace: temporal.namespace });
  const taskQueue = basename(bundle);
  const said: string[] = [];
  let letSecondEnd = () => {};
  const firstIsHeard = new Promise<void>((resolve) => (letSecondEnd = resolve));
  const worker = await startWorker({
    ...{ address: temporal.address, namespace: temporal.namespace, taskQueue, logger },
    ...{ workflowBundle: { codePath: bundle }, maxCachedWorkflows: 0 },
    activities: {
      work: (which: string) => (which === 'first' ? Promise.resolve() : firstIsHeard),
      say: (what: string) => Promise.resolve(void said.push(what)),
    },
  });
  const running = worker.run();
  try {
    const handle = await client.workflow.start('coldUpdate', { taskQueue, workflowId: taskQueue });
    const tasksDone = async () =>
      ((await handle.fetchHistory()).events as HistoryEvent[]).filter(
        (event) => event.workflowTaskCompletedEventAttributes,
      ).length;
    await waitFor({ what: 'the task that hears of the first' }, async () => (await tasksDone()) === 2);
    letSecondEnd();
    await waitFor({ what: 'the task that hears of the second' }, async () => (await tasksDone()) === 3);
    await handle.executeUpdate('decide');
    await handle.result();
    return { said, history: { workflowId: taskQueue, history: await handle.fetchHistory() } };
  } finally {
    worker.shutdown();
    await running;
  }
}

test('a worker that begins anew acts on an update as one that replays: after what was heard before', async () => {
  const bundle = await bundleWith([fileURLToPath(import.meta.resolve('@doudi/workflows/interceptors'))]);
  const { said, history } = await updatedCold(bundle);
  expect(said).toEqual(['after the work']);
  expect(await replayHistories(bundle, [history])).toEqual([]);
});

test('without that the library gives a worker that begins anew another order than one that replays', async () => {
  const bundle = await bundleWith([]);
  const { said } = await updatedCold(bundle);
  // as long as this is so, the interceptor is needed
  expect(said).toEqual(['before the work']);
});
