import { z } from 'zod';
import { bilingual } from '../../words.ts';

const written = (least: number, most: number) =>
  z
    .string()
    .regex(/^(0|[1-9][0-9]{0,8})$/, { error: bilingual('须为整数', 'must be a whole number'), abort: true })
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** A number to those who read the contract. */
const asNumber = (shown: object) => ({
  override: ({ jsonSchema }: { readonly jsonSchema: { pattern?: string } }) => {
    delete jsonSchema.pattern;
    Object.assign(jsonSchema, { type: 'integer', ...shown });
  },
});

/** A whole number in a query, `least` to `most`, written plainly: no sign, blanks, fraction, exponent or leading zeros. */
export const wholeNumber = (least: number, most: number, otherwise: number) =>
  written(least, most)
    .default(otherwise)
    .meta(asNumber({ minimum: least, maximum: most, default: otherwise }));

/** The same where there need not be one. */
export const optionalWholeNumber = (least: number, most: number) =>
  written(least, most)
    .optional()
    .meta(asNumber({ minimum: least, maximum: most }));
