import { dirname, join } from 'node:path';
import { failure } from '@doudi/infra/failure';
import { repositoryRoot, temporaryFolder } from '@doudi/local';
import {
  loadDotEnv,
  people,
  print,
  run,
  type Script,
  scripts,
  signToken,
  type Stack,
  stackSettings,
  up,
} from '@doudi/stack';
import { Command } from 'commander';
import { complaintsOf, type Judge, toolsFile } from './contract/judge.ts';
import { pythonClient, pythonPackage, typescriptClient } from './contract/judges.ts';

new Command('npm run openapi:clients')
  .description(
    'Generates clients in TypeScript and Python and has each make ten calls of a fresh, temporary stack.',
  )
  .parse();

await run(async (signal) => {
  loadDotEnv();
  const { cacheFolder, ports } = stackSettings(process.env);
  const python = pythonClient(cacheFolder, process.env['PATH'] ?? '', print);
  for (const client of [typescriptClient, python]) await generate(client);
  const stack = await up({
    ...{ dataFolder: temporaryFolder(), temporary: true, nodeEnv: 'development', cacheFolder, ports },
    ...{ logLevel: 'warn', report: print, signal },
  });
  const isGood = await call(stack, await python.python()).finally(stack.stop);
  process.exit(isGood ? 0 : 1);
});

async function generate({ name, judge }: Judge): Promise<void> {
  const complaints = await judge();
  if (complaints !== undefined) throw failure(`${name} complains of doc/openapi.json:\n${complaints}`);
}

/** Each client with an order of its own; true when all calls were answered as the client expects. */
async function call(stack: Stack, python: string): Promise<boolean> {
  const programs = [
    { name: 'TypeScript', command: process.execPath, file: toolsFile('clients', 'dist', 'ten-calls.js') },
    { name: 'Python', command: python, file: toolsFile('clients', 'ten_calls.py') },
  ];
  let isGood = true;
  for (const [index, { name, command, file }] of programs.entries()) {
    const setting = await settingOf(stack, scripts[index]);
    const env = { CLIENT_SETTING: JSON.stringify(setting), PYTHONPATH: dirname(pythonPackage) };
    const complaints = await complaintsOf(command, [join(repositoryRoot, file)], { env });
    print(complaints === undefined ? `${name}: ten calls` : `${name}:\n${complaints}`);
    isGood &&= complaints === undefined;
  }
  return isGood;
}

/** What a client is given: the address, who calls, and a project to register. */
async function settingOf(stack: Stack, script: Script | undefined) {
  if (!script) throw failure('There is no sample order for this client.');
  const caller = async (name: string) => {
    const person = people[name];
    if (!person) throw failure(`There is no sample person "${name}".`);
    return { token: await signToken(stack, person), subject: person.subject };
  };
  return {
    url: stack.urls.gateway,
    agent: await caller(script.agent),
    enterprise: await caller(script.enterprise),
    project: script.project,
  };
}
