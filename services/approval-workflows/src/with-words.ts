import { codeWords } from '@doudi/infra/http';
import { wordsIn } from '@doudi/workflows';
import type { z } from 'zod';

/** Completes answers of a schema with the words of every code they bear. */
export const withWords = (answer: z.ZodType) => codeWords(answer, wordsIn);

/** The words of a code in an answer about cases, where a state is one of a case. */
export const wordsOfCase = (field: string, code: string) =>
  wordsIn(field === 'state' ? 'caseState' : field, code);

/** The same of answers about cases. */
export const withCaseWords = (answer: z.ZodType) => codeWords(answer, wordsOfCase);
