import { chownSync, mkdirSync, statSync } from 'node:fs';
import { copyFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

interface Copying {
  readonly from: string;
  readonly to: string;
  /** by its path below `from`; nothing is, unless said */
  readonly leavesOut?: (path: string) => boolean;
}

/** Copies a folder that somebody else writes to, with their owners; a file that goes away meanwhile is not missed. */
export async function copyTree({ from, to, leavesOut = () => false }: Copying): Promise<void> {
  const copyFolder = async (folder: string): Promise<void> => {
    const target = join(to, relative(from, folder));
    mkdirSync(target, { recursive: true, mode: 0o700 });
    ownAs(folder, target);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (leavesOut(relative(from, path))) continue;
      if (entry.isDirectory()) await copyFolder(path);
      else await copyIfThere(path, join(target, entry.name));
    }
  };
  await copyFolder(from);
}

/** A file with its owner. Throws ENOENT where there is none. */
export async function copyOne(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  ownAs(from, to);
}

/** The same, or nothing where there is no such file. */
export async function copyIfThere(from: string, to: string): Promise<void> {
  await copyOne(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Gives a file to the owner of another. */
export function ownAs(from: string, to: string): void {
  const { uid, gid } = statSync(from);
  chownSync(to, uid, gid);
}
