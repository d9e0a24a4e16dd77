import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { chineseFault } from './chinese-faults.ts';

const faultOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: chineseFault }).error?.issues[0]?.message;

test.each([
  [z.int(), undefined, '缺少此项'],
  [z.int(), 'drei', '请填写整数'],
  [z.int(), 1.5, '请填写整数'],
  [z.number(), '1', '请填写数字'],
  [z.string(), 7, '请填写文字'],
  [z.boolean(), 'ja', '请填写是（true）或否（false）'],
  [z.array(z.string()), {}, '请填写列表'],
  [z.strictObject({}), [], '请填写对象'],
  [z.array(z.string()).min(1), [], '至少填一项'],
  [z.array(z.string()).min(2), [], '至少填 2 项'],
  [z.array(z.string()).max(1), ['a', 'b'], '最多填 1 项'],
  [z.string().min(1), '', '不能为空'],
  [z.string().min(3), 'a', '至少 3 个字符'],
  [z.string().max(1), 'ab', '最多 1 个字符'],
  [z.number().min(13), 12, '不能小于 13'],
  [z.number().max(30), 31, '不能大于 30'],
  [z.number().gt(0), 0, '须大于 0'],
  [z.enum(['a', 'b']), 'c', '只能填以下之一："a"、"b"'],
  [z.enum(['a', 'b']), undefined, '缺少此项'],
  [z.literal('a'), 'c', '只能填 "a"'],
  [z.iso.date(), '2 March', '请填写日期，如 2026-03-02'],
  [z.iso.datetime({ offset: true }), 'now', '请填写带时区的时间，如 2026-03-02T09:30:00+08:00'],
  [z.string().regex(/^a$/), 'b', '格式不符'],
])('%#: %s reads %s', (schema, value, expected) => {
  expect(faultOf(schema, value)).toBe(expected);
});
