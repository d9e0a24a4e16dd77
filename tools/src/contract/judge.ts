import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { execa } from 'execa';

/** Reads the contract as others do; answers everything it complains of, nothing where there is nothing. */
export interface Judge {
  readonly name: string;
  readonly judge: () => Promise<string | undefined>;
}

/** The contract, from the root of the repository. */
export const contractFile = 'doc/openapi.json';

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  /** complaints of a command that ends with 0 all the same */
  readonly complaint?: RegExp;
}

/** Real milliseconds a command may take; the first `npx` of a version fetches it. */
const withinMs = 300_000;

/** Runs a command of a dependency, or of the machine, in the root of the repository: its output where it fails or complains. */
export async function complaintsOf(
  command: string,
  args: readonly string[],
  { env = {}, complaint }: Options = {},
): Promise<string | undefined> {
  const { all, failed } = await execa(command, args, {
    ...{ cwd: repositoryRoot, preferLocal: true, localDir: repositoryRoot, timeout: withinMs },
    ...{ env, all: true, reject: false },
  });
  return failed || complaint?.test(all) ? all || `${command} failed` : undefined;
}

/** A file of this workspace, from the root of the repository. */
export const toolsFile = (...names: string[]): string => join('tools', ...names);
