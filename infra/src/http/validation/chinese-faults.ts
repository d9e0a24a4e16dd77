import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;
type Of<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

/** What is to be filled in, by the type a schema expects. */
const typeWords: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是（true）或否（false）',
  array: '列表',
  object: '对象',
  record: '对象',
  date: '日期',
  null: ' null',
};

/** Formats by their names in JSON Schema, each with an example. */
const formatWords: Readonly<Record<string, string>> = {
  date: '日期，如 2026-03-02',
  datetime: '带时区的时间，如 2026-03-02T09:30:00+08:00',
  url: '网址，如 https://example.cn',
  uuid: 'UUID',
  email: '电子邮箱地址',
};

/** A fault in Chinese as a person would say it; the library's own texts read like a dictionary of types. */
export function chineseFault(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少此项' : `请填写${typeOf(issue)}`;
    case 'invalid_value':
      return issue.input === undefined ? '缺少此项' : oneOf(issue.values);
    case 'too_small':
      return atLeast(issue);
    case 'too_big':
      return atMost(issue);
    case 'invalid_format':
      return issue.format in formatWords ? `请填写${formatWords[issue.format]}` : '格式不符';
    case 'not_multiple_of':
      return `须为 ${issue.divisor} 的倍数`;
    default:
      return '不符合要求';
  }
}

/** A whole number is a number to the library; only the schema knows better. */
function typeOf({ expected, inst }: Of<'invalid_type'>): string {
  const { format } = (inst?._zod.def ?? {}) as { readonly format?: string };
  return typeWords[format?.includes('int') ? 'int' : expected] ?? expected;
}

export function oneOf(values: readonly unknown[]): string {
  const listed = values.map((value) => JSON.stringify(value)).join('、');
  return values.length === 1 ? `只能填 ${listed}` : `只能填以下之一：${listed}`;
}

function atLeast({ origin, minimum, inclusive }: Of<'too_small'>): string {
  if (origin === 'string') return Number(minimum) === 1 ? '不能为空' : `至少 ${minimum} 个字符`;
  if (isList(origin)) return Number(minimum) === 1 ? '至少填一项' : `至少填 ${minimum} 项`;
  return inclusive === false ? `须大于 ${minimum}` : `不能小于 ${minimum}`;
}

function atMost({ origin, maximum, inclusive }: Of<'too_big'>): string {
  if (origin === 'string') return `最多 ${maximum} 个字符`;
  if (isList(origin)) return `最多填 ${maximum} 项`;
  return inclusive === false ? `须小于 ${maximum}` : `不能大于 ${maximum}`;
}

const isList = (origin: string): boolean => ['array', 'set', 'object', 'map'].includes(origin);
