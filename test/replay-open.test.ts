import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { workflowBundle } from '@doudi/approval-workflows/bundled-workflows';
import { repositoryRoot, temporaryFolder } from '@doudi/local';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { bundleOf, patchedSwap, swapped, type Change } from '@doudi/testing/temporal/changed-workflows';
import { suiteStack } from './stack.ts';
import { ended } from './tool.ts';
import { walkOrder } from './walk-order.ts';

const suite = suiteStack({ realDayMs: 3_600_000 });
const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command as built against the suite's server. */
function replayOpen(bundle: string) {
  const { address, namespace } = suite.temporal;
  const command = join(repositoryRoot, 'tools', 'dist', 'replay-open.js');
  const args = ['--address', address, '--namespace', namespace, '--bundle', bundle];
  return ended(process.execPath, [command, ...args]);
}

const bundled = (name: string, change: Change) => bundleOf(change, join(folder, name));

const client = () =>
  new Client({ connection: suite.temporal.connection, namespace: suite.temporal.namespace });

beforeAll(async () => {
  const tasks = ['record', 'order-meeting', 'planning-conditions'] as const;
  await walkOrder(suite.api, { ...seedCase, tasks });
  const running = "ExecutionStatus = 'Running'";
  // order, planning, environmental assessment, and a commission of each
  await waitFor({ what: 'five open workflows to be listed' }, async () => {
    const { count } = await client().workflow.count(running);
    return count === 5;
  });
}, 60_000);

test('says of which type the open workflows are that go on with the code of now', async () => {
  expect(await replayOpen(workflowBundle)).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      'approvalStep     2',
      'approveOrder     1',
      'runCommission    2',
      `5 open workflows of ${suite.temporal.namespace} go on with this code.`,
      '',
    ].join('\n'),
  });
});

test('stops at the first that does not go on with code that swaps two commands, and names it', async () => {
  const { code, stdout, stderr } = await replayOpen(await bundled('swapped', swapped));
  expect(code).toBe(1);
  expect(stdout).not.toContain('go on with this code');
  expect(stderr).toMatch(/^approvalStep order\/O\d+\/step\/[a-z-]+ \(run [0-9a-f-]{36}\) would not go on: /);
  expect(stderr).toContain('[TMPRL1100]');
});

test('lets the same swap pass where it is patched in', async () => {
  const { code, stdout } = await replayOpen(await bundled('patched', patchedSwap));
  expect({ code, last: stdout.trim().split('\n').at(-1) }).toEqual({
    code: 0,
    last: `5 open workflows of ${suite.temporal.namespace} go on with this code.`,
  });
});
