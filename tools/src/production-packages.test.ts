import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '@doudi/local';

interface Installed {
  readonly dependencies?: Readonly<Record<string, Installed>>;
}
interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const production = [
  'infra',
  'workflows',
  'services/intake',
  'services/approval-workflows',
  'services/intermediary-market',
];
const development = ['local', 'stack', 'testing', 'tools'];

const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8')) as Manifest;
const dependenciesOf = (folders: readonly string[]) =>
  folders.flatMap((folder) => Object.keys(manifestOf(folder).dependencies ?? {}));

/** Ours, and types that libraries of production depend on themselves. */
const isOfProduction = (name: string) =>
  [...production.map((folder) => manifestOf(folder).name), ...dependenciesOf(production)].includes(name) ||
  name.startsWith('@types/');

/** What `npm ls --omit=dev` shows. The worker's own bundler is left out: Temporal brings it, and with it swc. */
function namesIn({ dependencies = {} }: Installed): string[] {
  return Object.entries(dependencies).flatMap(([name, installed]) =>
    name === '@temporalio/worker' ? [name] : [name, ...namesIn(installed)],
  );
}

test('no development library is among what the production packages install', async () => {
  const workspaces = production.map((folder) => `--workspace=${folder}`);
  const { stdout } = await promisify(execFile)(
    'npm',
    ['ls', '--omit=dev', '--all', '--json', ...workspaces],
    { cwd: repositoryRoot, maxBuffer: 2 ** 26 },
  );
  const installed = new Set(namesIn(JSON.parse(stdout) as Installed));
  const tools = [
    ...development.map((folder) => manifestOf(folder).name),
    ...Object.keys(manifestOf('.').devDependencies ?? {}),
    ...dependenciesOf(development),
  ].filter((name) => !isOfProduction(name));
  expect(installed.size).toBeGreaterThan(50);
  expect(tools.filter((name) => installed.has(name))).toEqual([]);
});
