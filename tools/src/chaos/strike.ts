import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownProcess } from '@doudi/local';
import type { Blow } from './blows.ts';

type Target = Pick<KnownProcess, 'pid' | 'stopSignal'>;

/** Does it; resolves when nothing more will be done to the process. */
export async function strike({ action, pauseMs }: Blow, { pid, stopSignal }: Target): Promise<void> {
  if (action === 'kill -9') return send(pid, 'SIGKILL');
  if (action === 'restart') return send(pid, stopSignal);
  const family = familyOf(pid);
  for (const one of family) send(one, 'SIGSTOP');
  try {
    await sleep(pauseMs);
  } finally {
    for (const one of family) send(one, 'SIGCONT');
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has just ended by itself
  }
}

/** A process and those that it has made for itself, as the sessions of PostgreSQL; not what it holds for the stack, in groups of their own. */
function familyOf(pid: number): number[] {
  const parents = new Map(processes().map(({ pid: one, parent }) => [one, parent]));
  const isPostgres = commandOf(pid) === 'postgres';
  const children = isPostgres ? [...parents].flatMap(([one, parent]) => (parent === pid ? [one] : [])) : [];
  return [pid, ...children];
}

const processes = (): { pid: number; parent: number }[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }));

/** Fields of `/proc/<pid>/stat` (proc(5)): the second is the name in parentheses, the fourth the parent. */
const parentOf = (pid: string): number => Number(/\) \S (\d+) /.exec(stat(pid))?.[1] ?? 0);
const commandOf = (pid: number): string => /\((.*)\)/.exec(stat(String(pid)))?.[1] ?? '';

function stat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}
