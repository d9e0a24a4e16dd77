import { Command } from 'commander';
import { explain, failure } from '@doudi/infra/failure';
import { recordsFolder } from '@doudi/infra/folders';
import { readRecords } from '@doudi/infra/running-record';
import { signToken } from './identity-key.ts';
import type { Person } from './people.ts';
import { people } from './people.ts';

const firstLook: Readonly<Record<Person['roles'][number], string>> = {
  agent: '/v1/orders',
  enterprise: '/v1/orders',
  reviewer: '/v1/tasks',
  checker: '/v1/tasks',
  agency: '/v1/commissions',
  'fallback-officer': '/v1/cases',
  supervisor: '/v1/supervision/links',
  administrator: '/v1/supervision/links',
  auditor: '/v1/orders',
};

const list = Object.entries(people).map(([name, { zh, en }]) => `  ${name.padEnd(20)} ${zh}  ${en}`);

async function token(name: string | undefined, { only }: { only?: boolean }): Promise<string> {
  if (!name) return ['The sample people:', ...list].join('\n');
  const person = people[name];
  if (!person) throw failure([`There is no sample person "${name}". There are:`, ...list].join('\n'));
  const about = readRecords(recordsFolder()).alive.find((record) => record.about?.['frontDoor'])?.about;
  const { frontDoor, identityKey } = about ?? {};
  if (!frontDoor || !identityKey)
    throw failure('No stack of this checkout is running; start one with npm start.');
  const signed = await signToken(identityKey, person);
  if (only) return signed;
  const path = firstLook[person.roles[0] ?? 'agent'];
  return `${signed}\n\ncurl -s -H 'Authorization: Bearer ${signed}' '${frontDoor}${path}'`;
}

await new Command('npm run token --')
  .description(
    'Prints a token of a sample person, good for 12 hours, for the stack that is running, and a curl line.',
  )
  .argument('[person]', 'without it, the sample people are listed')
  .option('--only', 'the token alone, for scripts')
  .action(async (name: string | undefined, options: { only?: boolean }) => {
    process.stdout.write(`${await token(name, options)}\n`);
  })
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
