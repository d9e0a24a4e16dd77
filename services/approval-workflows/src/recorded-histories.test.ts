import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { HistoryAndWorkflowId } from '@temporalio/client';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { replayHistories, tampered } from '@doudi/testing/temporal/replay-histories';
import { valuesOf } from '@doudi/infra/temporal';
import { rulesOfNow } from '@doudi/workflows';
import * as workflowTypes from '@doudi/workflows/workflow-types';
import { workflowBundle } from './bundled-workflows.ts';

/** One file for each version whose orders may still be open, named by its day (`npm run record-histories`). */
const folder = new URL('../histories/', import.meta.url);
const files = readdirSync(folder).toSorted();

const read = (file: string): HistoryAndWorkflowId[] =>
  (
    JSON.parse(gunzipSync(readFileSync(new URL(file, folder))).toString()) as {
      workflowId: string;
      history: unknown;
    }[]
  ).map(({ workflowId, history }) => ({ workflowId, history: historyFromJSON(history) }));

test.each(files)(
  'orders opened by the version of %s go on with the workflow code of now',
  async (file) => {
    const histories = read(file);
    expect(histories.length).toBeGreaterThan(10);
    expect(await replayHistories(workflowBundle, histories)).toEqual([]);
    const canary = histories.filter(({ workflowId }) => workflowId.endsWith('/step/planning')).map(tampered);
    expect(canary).not.toEqual([]);
    expect(await replayHistories(workflowBundle, canary)).toHaveLength(canary.length);
  },
  60_000,
);

interface Started {
  readonly events: readonly {
    workflowExecutionStartedEventAttributes?: {
      readonly workflowType: { readonly name: string };
      readonly input: Parameters<typeof valuesOf>[0];
    };
  }[];
}
const startOf = ({ history }: HistoryAndWorkflowId) =>
  (history as Started).events[0]?.workflowExecutionStartedEventAttributes;

test('there are orders of every version of the rules, and of the newest every type of workflow', () => {
  const versionsIn = (file: string) =>
    read(file)
      .map(startOf)
      .filter((start) => start?.workflowType.name === 'approveOrder')
      .map((start) => (valuesOf(start?.input)[0] as { rulesVersion: number }).rulesVersion);
  const every = Array.from({ length: rulesOfNow }, (_, index) => index + 1);
  expect([...new Set(files.flatMap(versionsIn))].toSorted()).toEqual(every);
  const newest = files.filter((file) => versionsIn(file).includes(rulesOfNow)).flatMap(read);
  expect(new Set(newest.map((one) => startOf(one)?.workflowType.name))).toEqual(
    new Set(Object.keys(workflowTypes)),
  );
});
