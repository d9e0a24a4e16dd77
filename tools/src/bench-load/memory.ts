import { readFileSync } from 'node:fs';
import type { Stack } from '@doudi/stack';

/** Megabytes of memory that each process of a stack holds, PostgreSQL without its sessions; this one is the gateway's. */
export function memoryOf(stack: Stack): ReadonlyMap<string, number> {
  const all = stack.processes().map(({ name, pid }) => [name, residentOf(pid)] as const);
  return new Map([...all, ['gateway and callers', residentOf(process.pid)]]);
}

/** `VmRSS` of `/proc/<pid>/status` (proc(5)) in megabytes; 0 for a process that has ended. */
function residentOf(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1_000;
  } catch {
    return 0;
  }
}
