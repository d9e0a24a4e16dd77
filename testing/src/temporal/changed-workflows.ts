import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** A change of one place of the workflow code, by its built text. */
export type Change = readonly (readonly [from: string, to: string])[];

const file = 'approval-step.js';
const startsFirst = 'commissions.start();';
const writes = 'await stepState.putOnRecord();\n            escalation.start();';
const writesFirst = [writes, writes.replace('\n', ' commissions.start();\n')] as const;

/** A step writes itself before it starts its commission, not after: the other order of two commands. */
export const swapped: Change = [[startsFirst, ''], writesFirst];

/** The same for steps that have not come there yet. */
export const patchedSwap: Change = [
  ['import { allHandlersFinished,', 'import { patched, allHandlersFinished,'],
  [
    startsFirst,
    "const writesFirst = patched('written-before-commission'); if (!writesFirst) commissions.start();",
  ],
  [writes, writes.replace('\n', ' if (writesFirst) commissions.start();\n')],
];

/** Copies the built workflow code into a new folder, changes it there and bundles it; answers the file of the bundle. */
export async function bundleOf(change: Change, folder: string): Promise<string> {
  const workflows = join(folder, 'workflows');
  cpSync(join(repositoryRoot, 'workflows', 'dist'), workflows, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  borrowPackages(folder);
  const path = join(workflows, 'workflows', file);
  writeFileSync(path, change.reduce(replaced, readFileSync(path, 'utf8')));
  const logger = new DefaultLogger('WARN');
  const built = (name: string) => join(workflows, 'workflows', `${name}.js`);
  const workflowInterceptorModules = [built('interceptors')];
  const bundle = join(folder, 'bundle.js');
  const { code } = await bundleWorkflowCode({
    ...{ logger, workflowsPath: built('index'), workflowInterceptorModules },
  });
  writeFileSync(bundle, code);
  return bundle;
}

function replaced(text: string, [from, to]: Change[number]): string {
  if (text.split(from).length !== 2) throw new Error(`this is not in ${file} once: ${from}`);
  return text.replace(from, () => to);
}

/** Copies a service as built into a new folder, as a release has one; answers its main file and the file of its workflow code. */
export function releaseIn(folder: string, service: string): { main: string; bundle: string } {
  const built = join(repositoryRoot, 'services', service);
  for (const part of ['dist', 'package.json'])
    cpSync(join(built, part), join(folder, part), { recursive: true });
  borrowPackages(folder);
  const dist = join(folder, 'dist');
  return { main: join(dist, 'main.js'), bundle: join(dist, 'workflow-bundle.js') };
}

const borrowPackages = (folder: string) =>
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'));
