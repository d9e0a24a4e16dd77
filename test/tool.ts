import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const installed = (tool: string) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));

/** A test where the machine has a tool; where not, it is skipped, and `what` is named as not tried. */
export function withTool(tool: string, what: string) {
  if (installed(tool)) return test;
  process.stdout.write(`Skipped: no ${tool} on PATH, so ${what}.\n`);
  return test.skip;
}

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
