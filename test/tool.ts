import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { onPath } from '../tools/src/commands/on-path.ts';

/** A test where the machine has a tool, by the file it is; where not, it is skipped, and `what` is named as not tried. */
export function testWith(file: string | undefined, tool: string, what: string) {
  if (file) return test;
  process.stdout.write(`Skipped: no ${tool} on PATH, so ${what}.\n`);
  return test.skip;
}

export const withTool = (tool: string, what: string) =>
  testWith(onPath([tool], process.env['PATH']), tool, what);

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever that is. */
export const ended = (command: string, args: readonly string[], cwd?: string): Promise<Ended> =>
  promisify(execFile)(command, args, { ...(cwd && { cwd }), maxBuffer: 2 ** 26 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Ended) => ({ code, stdout, stderr }),
  );
