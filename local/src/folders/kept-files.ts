import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { failure } from '@doudi/infra/failure';

/** Writes a file for its user alone, whole or not at all: a disk that is full leaves no half of it. */
export function writeKeptFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

interface Kept<T> {
  /** what happens when the file is removed */
  readonly afterRemoval: string;
  readonly isWhole: (content: unknown) => content is T;
}

/** The JSON of a file that `writeKeptFile` wrote; a failure that names the file when it is damaged. */
export function readKeptFile<T>(file: string, { afterRemoval, isWhole }: Kept<T>): T {
  const content = parsed(readFileSync(file, 'utf8'));
  if (isWhole(content)) return content;
  throw failure(`The file ${file} is damaged; restore it from a copy, or remove it: ${afterRemoval}.`);
}

/** JSON, or undefined where a text is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
