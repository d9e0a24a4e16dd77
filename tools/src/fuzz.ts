import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '@doudi/infra/failure';
import { repositoryRoot, temporaryFolder } from '@doudi/local';
import { roles, type Role } from '@doudi/infra/http';
import { Command, Option } from 'commander';
import {
  dayMs,
  loadDotEnv,
  openApi,
  people,
  type Person,
  run,
  signToken,
  type Stack,
  stackSettings,
  print,
  up,
} from '@doudi/stack';
import { endlessLimits } from './commands/endless-limits.ts';
import { configuration } from './fuzz/configuration.ts';
import { fuzzRole, type Found } from './fuzz/fuzz-role.ts';
import { openThings, type Known } from './fuzz/open-things.ts';
import { ensurePythonPackage } from './python-package.ts';

interface Wish {
  readonly maxExamples: string;
  readonly seed: string;
  readonly minutes: string;
  readonly role: readonly Role[];
}
const wish = new Command('npm run fuzz --')
  .description(
    'Has schemathesis ask a fresh, temporary stack, as each role, all that doc/openapi.json describes.',
  )
  .option('--max-examples <number>', 'made-up cases for each URL and kind of data', '10')
  .option('--seed <number>', 'the same seed makes up the same cases', '1')
  .option('--minutes <number>', 'after which it is cut short', '45')
  .addOption(new Option('--role <role...>', 'these roles only').choices(roles).default(roles))
  .parse()
  .opts<Wish>();

/** The version the committed figures are of; any other is another judge. */
const schemathesis = { name: 'schemathesis', version: '4.32.5' };

const officeAt = new Date('2017-06-16T10:00:00+08:00');
/** Real milliseconds of an office day: the first case comes by itself within half a minute. */
const realDayMs = 5_000;

await run(async (signal) => {
  loadDotEnv();
  const { cacheFolder, ports } = stackSettings(process.env);
  const bin = await ensurePythonPackage(schemathesis, cacheFolder, print);
  const stack = await up({
    ...{
      dataFolder: temporaryFolder(),
      temporary: true,
      nodeEnv: 'development',
      cacheFolder,
      ports,
      limits: endlessLimits,
    },
    ...{ clock: { officeAt, rate: dayMs / realDayMs }, logLevel: 'warn', report: print, signal },
  });
  const found = await fuzzAll(join(bin, schemathesis.name), stack, signal).finally(stack.stop);
  const sum = (count: 'cases' | 'violations') => found.reduce((all, one) => all + one[count], 0);
  print(`${sum('cases')} cases, ${sum('violations')} violations`);
  process.exit(sum('violations') === 0 ? 0 : 1);
});

/** One role after the other, all within the minutes there are. */
async function fuzzAll(command: string, stack: Stack, signal: AbortSignal): Promise<Found[]> {
  const deadline = Date.now() + Number(wish.minutes) * 60_000;
  const known = await openThings(openApi(stack));
  const found: Found[] = [];
  for (const role of wish.role) {
    const one = await fuzzRole(role, {
      ...{ command, signal, withinMs: deadline - Date.now(), gateway: stack.urls.gateway },
      document: join(repositoryRoot, 'doc', 'openapi.json'),
      folder: mkdtempSync(join(stack.logs, `fuzz-${role}-`)),
      configuration: await configurationFor(role, stack, known),
      maxExamples: Number(wish.maxExamples),
      seed: Number(wish.seed),
    });
    print(`${one.details}${role}: ${one.cases} cases, ${one.violations} violations`);
    found.push(one);
  }
  return found;
}

async function configurationFor(role: Role, stack: Stack, known: Known): Promise<string> {
  const person: Person | undefined = Object.values(people).find(({ roles }) => roles.includes(role));
  if (!person) throw failure(`There is no sample person who is ${role}.`);
  return configuration(await signToken(stack, person), known);
}
