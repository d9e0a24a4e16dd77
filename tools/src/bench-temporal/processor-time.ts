import { readdirSync, readFileSync } from 'node:fs';
import { readRecords, recordsFolder } from '@doudi/local';

/** Milliseconds of processor time by process, by the names on record; this process is `bench`. */
export type ProcessorTime = Readonly<Record<string, number>>;

/** Linux counts in hundredths of a second, whatever the machine. */
const tickMs = 10;

interface Usage {
  readonly parent: number;
  /** of itself and of its children that have ended */
  readonly ms: number;
}

/** What the processes that this one has on record have used until now, with their own children; empty where there is no /proc. */
export function processorTime(): ProcessorTime {
  const usage = allUsage();
  const ours = readRecords(recordsFolder()).alive.filter(({ parent }) => parent.pid === process.pid);
  const times = ours
    .flatMap(({ children }) => children)
    .map(({ name, pid }) => [name, treeMs(pid, usage)] as const);
  const { user, system } = process.cpuUsage();
  return usage.size === 0 ? {} : { ...Object.fromEntries(times), bench: (user + system) / 1_000 };
}

/** What was used between two readings, by process. */
export const usedSince = (before: ProcessorTime, after: ProcessorTime): ProcessorTime =>
  Object.fromEntries(Object.entries(after).map(([name, ms]) => [name, ms - (before[name] ?? 0)]));

function treeMs(pid: number, usage: ReadonlyMap<number, Usage>): number {
  const children = [...usage].filter(([, { parent }]) => parent === pid).map(([child]) => child);
  return children.reduce((sum, child) => sum + treeMs(child, usage), usage.get(pid)?.ms ?? 0);
}

function allUsage(): Map<number, Usage> {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return new Map(pids.flatMap((pid) => usageOf(Number(pid)) ?? []));
  } catch {
    return new Map();
  }
}

// proc(5): after the name in parentheses come state, ppid (field 4), … utime, stime, cutime, cstime (fields 14 to 17)
function usageOf(pid: number): [[number, Usage]] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + field, 0);
    return [[pid, { parent: fields[1] ?? 0, ms: ticks * tickMs }]];
  } catch {
    return undefined; // it has ended meanwhile
  }
}
