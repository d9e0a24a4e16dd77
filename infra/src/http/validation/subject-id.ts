import { z } from 'zod';
import { bilingual } from '../../words.ts';

/** 17 digits and X: the number of an identity card. */
const cardNumber = /^[0-9]{17}[Xx]$/;

/**
 * The subject id of a person, as the `sub` of their token, where somebody writes it down by hand. It must bear a letter and no @:
 * so a telephone number, an identity card's or a mail address never takes its place.
 */
export const SubjectId = z
  .string()
  .max(200)
  .regex(
    /^[0-9._:|-]*[A-Za-z][A-Za-z0-9._:|-]*$/,
    bilingual(
      '须为登录系统给出的主体编号（令牌中的 sub），如 p-1001：字母、数字和 . _ : | -，至少一个字母；不是姓名、电话、证件号或邮箱',
      'must be the subject id that the login system gives (`sub` of the token), such as p-1001: letters, digits and . _ : | -, at least one letter; no name, telephone, identity card number or mail address',
    ),
  )
  .refine(
    (id) => !cardNumber.test(id),
    bilingual(
      '像身份证号码；须为主体编号，如 p-1001',
      'looks like the number of an identity card; must be a subject id, such as p-1001',
    ),
  );
