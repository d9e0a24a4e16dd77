import { bilingual } from '@doudi/infra/words';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';

const notAPhone = bilingual(
  '须为国内手机或带区号的固定电话，如 13800138000、0575-83000000',
  'must be a mobile or fixed number of China, the latter with its area code, such as 13800138000 or 0575-83000000',
);

/** Kinds of numbers that a person answers: no service, premium or toll-free ones. */
const answered: readonly (string | undefined)[] = ['MOBILE', 'FIXED_LINE', 'FIXED_LINE_OR_MOBILE'];

const numberIn = (text: string) => {
  const found = parsePhoneNumberFromString(text, { defaultCountry: 'CN', extract: false });
  const isFit =
    found?.country === 'CN' && found.isValid() && !found.ext && answered.includes(found.getType());
  return isFit ? found : undefined;
};

/** A telephone number of mainland China as people write it: a mobile, or a fixed line with its area code. */
export const ChinesePhone = z
  .string()
  .regex(/^[+]?[0-9][0-9 -]{5,24}$/, { error: notAPhone, abort: true })
  .refine((text) => numberIn(text) !== undefined, notAPhone);

/** The one form in which a number is kept (E.164): `138 0013 8000` → `+8613800138000`. */
export const keptPhone = (text: string): string => numberIn(text)?.number ?? text;
