import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '@doudi/infra/failure';
import { processIdentity } from '../processes/process-identity.ts';

interface Holder {
  readonly pid: number;
  readonly identity: string;
}

/** Takes a data folder for this process alone and answers how to give it back; a failure names who has it. */
export async function lockFolder(folder: string): Promise<() => void> {
  const lock = join(folder, 'held-by.json');
  const mine = JSON.stringify({
    pid: process.pid,
    identity: processIdentity(process.pid) ?? '',
  } satisfies Holder);
  const holder = read(lock);
  if (holder) refuseIfAlive(folder, JSON.parse(holder) as Holder);
  if (holder) rmSync(lock, { force: true }); // its process is gone
  writeFileSync(`${lock}.${process.pid}`, mine);
  try {
    linkSync(`${lock}.${process.pid}`, lock);
  } catch {
    // somebody was quicker
  } finally {
    rmSync(`${lock}.${process.pid}`);
  }
  await sleep(50); // who cleared the same stale lock at the same moment has shown by now
  const now = read(lock);
  if (now !== mine && now) refuseIfAlive(folder, JSON.parse(now) as Holder);
  return () => rmSync(lock, { force: true });
}

function refuseIfAlive(folder: string, { pid, identity }: Holder): void {
  if (pid !== process.pid && processIdentity(pid) === identity)
    throw failure(
      `The data in ${folder} is in use by process ${pid}; stop that one first, or set DOUDI_DATA to another folder.`,
    );
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
