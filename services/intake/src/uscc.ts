import { stdnum } from 'stdnum';
import { bilingual, type Words } from '@doudi/infra/words';
import { z } from 'zod';

/**
 * A unified social credit code (GB 32100-2015): 18 characters of 0-9 and A-Z without I O S V Z, of which the third to
 * the eighth are the region's digits.
 */
export const Uscc = z
  .string()
  .regex(
    /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/,
    bilingual(
      '须为 18 位数字或大写字母（不含 I、O、S、V、Z），第 3 至 8 位为数字',
      'must be 18 characters of 0-9 and A-Z without I, O, S, V, Z, with digits from the third to the eighth',
    ),
  );

const validate = stdnum['CN']?.['uscc']?.validate;

/**
 * What is odd about a well-shaped code, if anything. Some early codes are valid in life and fail the check, so this
 * warns and never blocks.
 */
export const usccWarning = (uscc: string): Words | null =>
  validate?.(uscc).isValid
    ? null
    : {
        zh: '校验码不符；仅当执照上确实如此时保留',
        en: 'the check digit does not fit the code; keep it only if it stands so on the licence',
      };
