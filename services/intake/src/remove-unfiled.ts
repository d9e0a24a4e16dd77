import type { Dependencies } from './dependencies.ts';
import { deleteUnfiled, listLeftBehind } from './unfiled-objects.ts';

const batch = 64;

/** Removes what a crash left in the storage of files between the writing of a content and the row that names it. */
export const removeUnfiled =
  ({ pool, storage }: Pick<Dependencies, 'pool' | 'storage'>) =>
  async (): Promise<void> => {
    for (const key of await listLeftBehind(pool, batch)) {
      await storage.remove(key);
      await deleteUnfiled(pool, key);
    }
  };
