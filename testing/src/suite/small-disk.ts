import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@jest/globals';
import { temporaryFolder } from '@doudi/local';

interface SmallDisk {
  readonly folder: string;
  /** takes all that is left */
  readonly fill: () => void;
  /** gives back what `fill` took */
  readonly free: () => void;
  readonly remove: () => void;
}

/** Mounts a file system of its own, of `size` as `mount` takes it (`8m`); undefined where that is not allowed. */
function mounted(size: string): SmallDisk | undefined {
  const folder = temporaryFolder();
  const options = `size=${size},mode=711`;
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  const filler = join(folder, 'filler');
  const remove = () => {
    if (status === 0) spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  if (status === 0)
    return { folder, fill: () => fill(filler), free: () => rmSync(filler, { force: true }), remove };
  remove();
  return undefined;
}

function fill(file: string): void {
  const filler = openSync(file, 'a');
  try {
    for (let size = 1024 * 1024; size >= 1; size = writes(filler, size) ? size : Math.floor(size / 2));
  } finally {
    closeSync(filler);
  }
}

function writes(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) > 0;
  } catch {
    return false;
  }
}

export function smallDisk(size: string): SmallDisk {
  const disk = mounted(size);
  if (!disk) throw new Error('no file system could be mounted');
  return disk;
}

const canMount = () => {
  const disk = mounted('64k');
  disk?.remove();
  return disk !== undefined;
};

/** For tests with a `smallDisk`: only root can mount one, so elsewhere they are skipped, and counted as that. */
export const testOnSmallDisk: typeof test = canMount() ? test : (test.skip as typeof test);
