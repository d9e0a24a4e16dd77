import { loadDotEnv, print, stackSettings } from '@doudi/stack';
import { Command } from 'commander';
import type { Judge } from './contract/judge.ts';
import { pythonClient, quickJudges, slowJudges } from './contract/judges.ts';

const { all } = new Command('npm run openapi:lint --')
  .description(
    'Holds doc/openapi.json against linters and generators of clients of others; every warning is a fault.',
  )
  .option('--all', 'also those that are fetched first: spectral (npm) and openapi-python-client (PyPI)')
  .parse()
  .opts<{ all?: true }>();

async function complains({ name, judge }: Judge): Promise<boolean> {
  const start = performance.now();
  const complaints = await judge();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(
    complaints === undefined ? `${name}: nothing to complain of (${seconds} s)` : `${name}:\n${complaints}`,
  );
  return complaints !== undefined;
}

function slow(): readonly Judge[] {
  loadDotEnv();
  const { cacheFolder } = stackSettings(process.env);
  return [...slowJudges, pythonClient(cacheFolder, process.env['PATH'] ?? '', print)];
}

for (const judge of [...quickJudges, ...(all ? slow() : [])])
  if (await complains(judge)) process.exitCode = 1;
