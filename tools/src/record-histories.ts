import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { failure } from '@doudi/infra/failure';
import { temporalClient } from '@doudi/infra/temporal';
import { repositoryRoot, temporaryFolder } from '@doudi/local';
import { loadDotEnv, playStory, print, run, type Stack, stackSettings, up } from '@doudi/stack';
import { taskQueues } from '@doudi/workflows';
import * as workflowTypes from '@doudi/workflows/workflow-types';
import { Command } from 'commander';
import { publishCalendar } from './histories/publish-calendar.ts';
import { type Recorded, recordHistories } from './histories/record-histories.ts';

const { name } = new Command('npm run record-histories --')
  .description(
    'Plays the story of `npm run demo` on a fresh, temporary stack, publishes a calendar, and keeps the histories for the test that replays ' +
      'those of every version. Do it once for every version that is released.',
  )
  .option('--name <name>', 'of the file', new Date().toISOString().slice(0, 10))
  .parse()
  .opts<{ name: string }>();

const file = join(repositoryRoot, 'services', 'approval-workflows', 'histories', `${name}.json.gz`);
/** Real milliseconds of an office day; a busy machine is too slow for the two seconds of the demonstration. */
const realDayMs = 5_000;

await run(async (signal) => {
  if (existsSync(file)) throw failure(`There is ${file}; what was recorded is never changed: give --name.`);
  loadDotEnv();
  const { cacheFolder, ports } = stackSettings(process.env);
  const stack = await up({
    ...{ dataFolder: temporaryFolder(), temporary: true, nodeEnv: 'development', cacheFolder, ports },
    ...{ logLevel: 'warn', report: print, signal },
  });
  const recorded = await record(stack, signal).finally(stack.stop);
  writeFileSync(file, gzipSync(JSON.stringify(recorded), { level: 9 }));
  print(`${recorded.length} histories are kept in ${file}`);
  process.exit(0);
});

async function record(stack: Stack, signal: AbortSignal): Promise<Recorded[]> {
  await playStory({ stack, realDayMs, report: print, signal });
  await publishCalendar(stack);
  const temporal = temporalClient({ address: stack.temporalAddress, namespace: 'default' });
  const { recorded, types } = await recordHistories(temporal.client, taskQueues.approvals).finally(
    temporal.close,
  );
  const lacking = Object.keys(workflowTypes).filter((type) => !types.has(type));
  if (lacking.length > 0) throw failure(`No workflow of these types ran: ${lacking.join(', ')}.`);
  return recorded;
}
