import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Queryable } from '../database/pool.ts';
import { type Declared, type Received, receiveUpload } from './receive-upload.ts';
import type { Storage } from './storage.ts';
import { insertUnfiled } from './unfiled-objects.ts';

/** A file whose content is in the storage. */
export interface Kept extends Received {
  readonly storageKey: string;
}

interface Keeping extends Declared {
  /** the first part of its key: lower-case letters */
  readonly under: string;
}

/**
 * Takes an upload: its content is judged on this machine, then kept in the storage under a key that is on record before, then named by a
 * row that `file` inserts. What a crash leaves between is removed by a sweep (`removeUnfiled`).
 */
export const keepUpload = <T>(
  { db, storage }: { readonly db: Queryable; readonly storage: Storage },
  arriving: Readable,
  { under, ...declared }: Keeping,
  file: (kept: Kept) => Promise<T>,
): Promise<T> =>
  receiveUpload(arriving, declared, async (received) => {
    const storageKey = `${under}/${randomUUID()}`;
    await insertUnfiled(db, storageKey);
    await storage.keep(received.path, storageKey, received.type);
    return file({ ...received, storageKey });
  });
