import { randomUUID } from 'node:crypto';
import type { Queryable } from '../database/pool.ts';
import type { Storage } from './storage.ts';
import { insertUnfiled } from './unfiled-objects.ts';

/**
 * Copies content that another service keeps to a key of one's own, under which `file` puts it on record with the row that names it. The
 * key is on record before, as in `keepUpload`: what a crash leaves between is removed by the sweep.
 */
export async function copyKept<T>(
  { db, storage }: { readonly db: Queryable; readonly storage: Storage },
  from: string,
  /** the first part of the new key: lower-case letters */
  under: string,
  file: (storageKey: string) => Promise<T>,
): Promise<T> {
  const storageKey = `${under}/${randomUUID()}`;
  await insertUnfiled(db, storageKey);
  await storage.copy(from, storageKey);
  return file(storageKey);
}
