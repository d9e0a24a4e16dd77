import { z } from 'zod';
import { bilingual } from '../words.ts';

/** The SHA-256 of a content, 64 hexadecimal digits, as `sha256sum` prints it. */
export const DeclaredSha256 = z
  .string()
  .regex(
    /^[0-9a-fA-F]{64}$/,
    bilingual('须是 64 位十六进制的 SHA-256', 'must be a SHA-256 of 64 hexadecimal digits'),
  )
  .transform((hash) => hash.toLowerCase());

/** What counters take and a browser can show, with the extension of each; no archives, no pages, nothing that runs. */
const extensions = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
} as const satisfies Record<string, string>;
export const paperTypes = Object.keys(extensions) as (keyof typeof extensions)[];

/** What a file is saved as: with the extension of what it is, whatever it was called. */
export function savedName(name: string, type: string): string {
  const extension = `.${(extensions as Readonly<Record<string, string>>)[type] ?? 'bin'}`;
  return name.toLowerCase().endsWith(extension) ? name : `${name}${extension}`;
}
