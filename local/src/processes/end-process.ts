import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from './process-identity.ts';

interface Ending {
  readonly pid: number;
  readonly stopSignal: NodeJS.Signals;
}

/** Asks a process to stop; after `graceMs` it is killed. Resolves when it is gone. */
export async function endProcess({ pid, stopSignal }: Ending, graceMs = 10_000): Promise<void> {
  const identity = processIdentity(pid);
  const gone = () => processIdentity(pid) !== identity;
  if (!identity || !send(pid, stopSignal)) return;
  for (const end = Date.now() + graceMs; !gone() && Date.now() < end;) await sleep(25);
  if (!gone()) send(pid, 'SIGKILL');
  for (const end = Date.now() + 2_000; !gone() && Date.now() < end;) await sleep(25);
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
