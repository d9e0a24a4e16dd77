import { explain, failure } from '@doudi/infra/failure';
import { readRecords, recordsFolder } from '@doudi/local';
import { Command } from 'commander';
import { signToken } from './issuer/identity-key.ts';
import { fetchSystemToken } from './issuer/fetch-system-token.ts';
import { issuerOf } from './issuer/identity.ts';
import { people, type Person } from './issuer/people.ts';
import { systems } from './issuer/systems.ts';

interface Options {
  readonly only?: boolean;
  readonly system?: string;
}

const firstLook: Readonly<Record<Person['roles'][number], string>> = {
  agent: '/v1/orders',
  enterprise: '/v1/orders',
  reviewer: '/v1/tasks',
  checker: '/v1/tasks',
  head: '/v1/tasks',
  agency: '/v1/commissions',
  'fallback-officer': '/v1/cases',
  supervisor: '/v1/supervision/links',
  administrator: '/v1/supervision/links',
  auditor: '/v1/audit/intake',
};

const list = (all: typeof people) =>
  Object.entries(all).map(([name, { zh, en }]) => `  ${name.padEnd(20)} ${zh}  ${en}`);

function one(all: typeof people, name: string, what: string): Person {
  const found = Object.hasOwn(all, name) ? all[name] : undefined;
  if (!found) throw failure([`There is no sample ${what} "${name}". There are:`, ...list(all)].join('\n'));
  return found;
}

/** The running stack of this checkout, if it has the demo issuer. */
function running() {
  const about = readRecords(recordsFolder()).alive.find((record) => record.about?.['gateway'])?.about;
  const { gateway, identityKey, systemSecrets } = about ?? {};
  if (!gateway) throw failure('No stack of this checkout is running; start one with npm start.');
  if (!identityKey || !systemSecrets)
    throw failure('The stack that is running was given an issuer; ask that one for a token.');
  return { gateway, issuer: issuerOf(gateway), identityKey, systemSecrets };
}

const curlWith = (token: string, gateway: string, { roles }: Person) =>
  `curl -s -H 'Authorization: Bearer ${token}' '${gateway}${firstLook[roles[0] ?? 'agent']}'`;

async function personToken(name: string, { only }: Options): Promise<string> {
  const person = one(people, name, 'person');
  const stack = running();
  const signed = await signToken(stack, person);
  return only ? signed : `${signed}\n\n${curlWith(signed, stack.gateway, person)}`;
}

async function systemToken(name: string, { only }: Options): Promise<string> {
  const system = one(systems, name, 'system');
  const { gateway, systemSecrets } = running();
  const { token, curl } = await fetchSystemToken({ gateway, systemSecrets }, system);
  return only ? token : [token, curl, curlWith(token, gateway, system)].join('\n\n');
}

await new Command('npm run token --')
  .description(
    'Prints a token for the stack that is running, and a curl line: of a sample person, good for 12 hours, or of a sample system, which asks for it with its secret, good for one.',
  )
  .argument('[person]', 'without it, the sample people and systems are listed')
  .option('--system <name>', 'a sample system, and how it asks for a token')
  .option('--only', 'the token alone, for scripts')
  .action(async (name: string | undefined, options: Options) => {
    const answer = options.system
      ? await systemToken(options.system, options)
      : name
        ? await personToken(name, options)
        : ['The sample people:', ...list(people), 'The sample systems:', ...list(systems)].join('\n');
    process.stdout.write(`${answer}\n`);
  })
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
