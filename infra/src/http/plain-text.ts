import { z } from 'zod';

// Control, format-override and surrogate characters have no place in a name; lines may break in a longer text.
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const unprintableButLines = /(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

const bounded = (most: number, unwanted: RegExp) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`)
    .refine((text) => !unwanted.test(text), 'must not contain control characters');

/** One line of text, trimmed: 1 to `most` characters. */
export const oneLine = (most: number) => bounded(most, unprintable);

/** Text with line breaks, trimmed: 1 to `most` characters. */
export const someLines = (most: number) => bounded(most, unprintableButLines);
