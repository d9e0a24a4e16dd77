import { z } from 'zod';

export const WordsAnswer = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Words' });
