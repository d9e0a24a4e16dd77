import { Command } from 'commander';
import { explain, failure } from '@doudi/infra/failure';
import { print } from './run.ts';
import { loadDotEnv, stackSettings } from './settings.ts';
import { invariants } from './verify/invariants.ts';
import { openDataSet } from './verify/open-data-set.ts';
import { judge } from './verify/judge.ts';

const { within, answers } = new Command('npm run verify --')
  .description(
    'Judges a data set by what always holds of it: receipts, workflows and rows, events, marks, days, numbers, outboxes and files. Reads only.',
  )
  .option('--within <seconds>', 'how long what is under way has to arrive before it is a finding', '90')
  .option('--answers <file>', 'what callers were answered, as `npm run chaos` writes it down')
  .allowExcessArguments(false)
  .parse()
  .opts<{ within: string; answers?: string }>();

try {
  loadDotEnv();
  const withinMs = 1_000 * seconds(within);
  const { set, close } = await openDataSet({ ...stackSettings(process.env), report: print });
  try {
    const broken = await judge({ ...set, ...(answers && { answers }) }, { withinMs, report: print });
    const all = Object.keys(invariants).length;
    print(broken.length === 0 ? 'Everything holds.' : `${broken.length} of ${all} do not hold.`);
    process.exitCode = broken.length === 0 ? 0 : 1;
  } finally {
    await close();
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

function seconds(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw failure(`--within must be a whole number of seconds, not "${text}".`);
}
