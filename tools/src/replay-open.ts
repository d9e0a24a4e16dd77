import { Command } from 'commander';
import { workflowBundle } from '@doudi/approval-workflows/bundled-workflows';
import { explain } from '@doudi/infra/failure';
import { readSettings } from '@doudi/infra/service';
import { reachTemporal, temporalClient, temporalSettings } from '@doudi/infra/temporal';
import { loadDotEnv, print } from '@doudi/stack';
import { replayOpen } from './histories/replay-open.ts';

interface Options {
  readonly address?: string;
  readonly namespace?: string;
  readonly bundle: string;
}

const { address, namespace, bundle } = new Command('npm run replay-open --')
  .description(
    'Replays every open workflow of a running Temporal server with the workflow code of this checkout, and ends with 1 at the first that ' +
      'would not go on with it. Reads only. Do it before that code is deployed, and with the older code before going back to it.',
  )
  .option(
    '--address <host:port>',
    'the server, or several frontends with commas between; TEMPORAL_ADDRESS unless given',
  )
  .option('--namespace <name>', 'TEMPORAL_NAMESPACE unless given')
  .option('--bundle <file>', 'other workflow code, as `npm run build` makes it', workflowBundle)
  .parse()
  .opts<Options>();

/** Workflows between two lines of progress. */
const told = 1_000;

try {
  loadDotEnv();
  const given = readSettings(temporalSettings, {
    ...process.env,
    ...(address && { TEMPORAL_ADDRESS: address }),
    ...(namespace && { TEMPORAL_NAMESPACE: namespace }),
  });
  const { access, close } = await reachTemporal(given);
  const temporal = temporalClient({ ...access, namespace: given.TEMPORAL_NAMESPACE });
  const progress = (count: number) => void (count % told === 0 && print(`${count} replayed …`));
  const counts = await replayOpen(temporal, { bundle, progress }).finally(temporal.close).finally(close);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  for (const [type, count] of [...counts].toSorted()) print(`${type.padEnd(16)} ${count}`);
  print(`${total} open workflows of ${given.TEMPORAL_NAMESPACE} go on with this code.`);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
