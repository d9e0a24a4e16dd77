import { z } from 'zod';

/** A text that people read, in both languages, as answers give it. */
export const WordsAnswer = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Words' });
