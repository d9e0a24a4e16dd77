import { Command } from 'commander';
import { explain } from '@doudi/infra/failure';
import { reconcile } from './reconcile/reconcile.ts';
import { print } from './run.ts';
import { clusterSettings, loadDotEnv, stackSettings } from './settings.ts';

const {
  apply = false,
  cluster = false,
  start = [],
} = new Command('npm run reconcile --')
  .description(
    'Compares what Temporal runs with what PostgreSQL has on record, as when one of them was restored from an older copy, and reports.',
  )
  .option('--apply', 'puts right what needs no decision of a person; safe to repeat')
  .option('--cluster', 'the data of `npm run cluster`')
  .option(
    '--start <orderNo...>',
    'starts orders anew, from their receipts, that Temporal lacks; with --apply',
  )
  .parse()
  .opts<{ apply?: boolean; cluster?: boolean; start?: string[] }>();

try {
  loadDotEnv();
  const settings = cluster ? clusterSettings(process.env) : stackSettings(process.env);
  const left = await reconcile({ ...settings, report: print }, { apply, start });
  process.exitCode = left.length === 0 ? 0 : 3;
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
