import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '@doudi/infra/failure';
import { parsed } from './kept-files.ts';
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
  if (holder !== undefined) refuseIfAlive(folder, holder);
  if (holder !== undefined) rmSync(lock, { force: true }); // its process is gone
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
  if (now !== mine && now !== undefined) refuseIfAlive(folder, now);
  return () => rmSync(lock, { force: true });
}

/** A lock is linked when it is whole, so that only a power cut damages one: its process is gone then, too. */
function refuseIfAlive(folder: string, lock: string): void {
  const { pid, identity } = Object(parsed(lock)) as Partial<Holder>;
  if (pid && pid !== process.pid && processIdentity(pid) === identity)
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
