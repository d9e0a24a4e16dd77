import type { FileAnswer } from '../http/files/file-answer.ts';
import { type paperTypes, savedName } from './declared-file.ts';
import type { Storage } from './storage.ts';

/** What the row of a file says of its content, and who gave it when. */
export interface FiledFile {
  readonly name: string;
  readonly mediaType: (typeof paperTypes)[number];
  readonly bytes: number;
  /** of its content, 64 hexadecimal digits */
  readonly sha256: string;
  readonly storageKey: string;
  /** opaque subject id */
  readonly givenBy: string;
  readonly givenAt: Date;
}

type Content = Pick<FiledFile, 'name' | 'bytes' | 'sha256' | 'storageKey'> & { readonly mediaType: string };

/** The content of a file to be saved, with the extension of what it is whatever it was called. */
export const downloadOf = (
  storage: Pick<Storage, 'read'>,
  { name, mediaType: type, bytes, sha256, storageKey }: Content,
): FileAnswer => ({
  ...{ name: savedName(name, type), type, bytes, sha256 },
  open: () => storage.read(storageKey),
});
