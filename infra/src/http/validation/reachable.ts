import { z } from 'zod';
import { bilingual } from '../../words.ts';

/** A telephone number as people write it. */
export const Phone = z
  .string()
  .regex(
    /^\+?[0-9][0-9 -]{5,18}[0-9]$/,
    bilingual('须为电话号码，如 13800138000', 'must be a telephone number, such as 13800138000'),
  );
/** A mail address. */
export const Mail = z
  .string()
  .max(200)
  .regex(
    /^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$/,
    bilingual('须为邮箱地址，如 lou@example.cn', 'must be a mail address, such as lou@example.cn'),
  );
