import { z } from 'zod';
import { bilingual } from '../words.ts';

// Control, format-override and surrogate characters have no place in a name; lines may break in a longer text.
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const unprintableButLines = /(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

const bounded = (most: number, unwanted: RegExp) =>
  z
    .string()
    .trim()
    .min(1, bilingual('不能为空', 'must not be empty'))
    .max(most, bilingual(`最多 ${most} 个字符`, `must have at most ${most} characters`))
    .refine(
      (text) => !unwanted.test(text),
      bilingual('不能含控制字符', 'must not contain control characters'),
    );

/** One line of text, trimmed: 1 to `most` characters. */
export const oneLine = (most: number) => bounded(most, unprintable);

/** Text with line breaks, trimmed: 1 to `most` characters. */
export const someLines = (most: number) => bounded(most, unprintableButLines);
