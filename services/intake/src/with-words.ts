import { codeWords } from '@doudi/infra/http';
import { wordsIn } from '@doudi/workflows';
import type { z } from 'zod';

/** Completes answers of a schema with the words of every code they bear. */
export const withWords = (answer: z.ZodType) => codeWords(answer, wordsIn);
