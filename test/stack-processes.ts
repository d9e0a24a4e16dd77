import { readRecords, recordsFolder } from '@doudi/local';

/** `intake-2` is the second instance of intake */
type Name = 'intake' | 'approval-workflows' | 'intermediary-market' | 'issuer' | 'Temporal';
type Instance = Name | `${Name}-${number}`;

/** The process of that name in a system this process holds, as it is now. */
export function pidOf(name: Instance): number | undefined {
  // the suite's own stores may be on record under the same process; a system has services
  const ours = readRecords(recordsFolder()).alive.filter(({ parent }) => parent.pid === process.pid);
  const system = ours.find(({ children }) => children.some((child) => child.name === 'intermediary-market'));
  return system?.children.find((child) => child.name === name)?.pid;
}

/** Signals a process of a system; nothing when it is just being started again. */
export function signal(name: Instance, how: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  const pid = pidOf(name);
  if (pid) process.kill(pid, how);
}
