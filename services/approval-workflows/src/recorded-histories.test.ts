import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import type { HistoryAndWorkflowId } from '@temporalio/client';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { replayHistories, tampered } from '@doudi/testing/temporal/replay-histories';

/** One file for each version whose orders may still be open, named by its day; every workflow of some orders, approved, refused and open. */
const folder = new URL('../histories/', import.meta.url);
const bundle = fileURLToPath(new URL('../dist/workflow-bundle.js', import.meta.url));

const read = (file: string): HistoryAndWorkflowId[] =>
  (
    JSON.parse(gunzipSync(readFileSync(new URL(file, folder))).toString()) as {
      workflowId: string;
      history: unknown;
    }[]
  ).map(({ workflowId, history }) => ({ workflowId, history: historyFromJSON(history) }));

test.each(readdirSync(folder))(
  'orders opened by the version of %s go on with the workflow code of now',
  async (file) => {
    const histories = read(file);
    expect(histories.length).toBeGreaterThan(10);
    expect(await replayHistories(bundle, histories)).toEqual([]);
    const canary = histories.filter(({ workflowId }) => workflowId.endsWith('/step/planning')).map(tampered);
    expect(await replayHistories(bundle, canary)).toHaveLength(1);
  },
  60_000,
);
