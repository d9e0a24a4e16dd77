import { z } from 'zod';
import { bilingual } from '../../words.ts';

/** A whole number in a query, `least` to `most`, written plainly: no sign, blanks, fraction, exponent or leading zeros. */
export const wholeNumber = (least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^(0|[1-9][0-9]{0,8})$/, { error: bilingual('须为整数', 'must be a whole number'), abort: true })
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .default(otherwise)
    .meta({
      override: ({ jsonSchema }: { readonly jsonSchema: { pattern?: string } }) => {
        // a number to those who read the contract
        delete jsonSchema.pattern;
        Object.assign(jsonSchema, { type: 'integer', minimum: least, maximum: most, default: otherwise });
      },
    });
