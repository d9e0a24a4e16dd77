import { expect, test } from '@jest/globals';
import { wordsIn } from '@doudi/workflows/words';
import type { Language } from '../words/language-code.ts';
import { pageWords } from '../words/page-words.ts';
import { problemFacts, withoutNames } from './problem-facts.ts';

const wordsOf = (language: Language) => ({
  language,
  t: (key: keyof typeof pageWords) => pageWords[key][language === 'zh' ? 0 : 1],
  code: (field: string, code: string) => wordsIn(field, code)[language],
  list: (words: readonly string[]) => words.join('、'),
});
const problem = { type: '/problems/x', status: 409, title: '', requestId: 'r' };

test('what a problem names beside its text is said in words: numbers, days, instants, codes, lists; nothing that is empty', () => {
  const told = {
    ...problem,
    ...{ orderNo: 'O201706160001', least: 13, earliest: '2017-08-11', until: '2017-08-11T08:59:00.000Z' },
    ...{ missing: ['land-document'], binding: [{ task: 'record', min: 1 }], repair: null, etag: '"1"' },
  };
  expect(problemFacts(told, wordsOf('zh'))).toEqual([
    { name: '订单编号', value: 'O201706160001' },
    { name: '最少', value: '13' },
    { name: '最早', value: '2017年8月11日（周五）' },
    { name: pageWords['field.until'][0], value: '2017年8月11日（周五）16:59' },
    { name: '所缺材料', value: wordsIn('kind', 'land-document').zh },
    { name: '决定下限的任务', value: wordsIn('task', 'record').zh },
  ]);
});

test('a text that quotes names of the API quotes their words', () => {
  expect(withoutNames('“missing”列出所缺材料。', wordsOf('zh'))).toBe('“所缺材料”列出所缺材料。');
  expect(withoutNames('`missing` names them.', wordsOf('en'))).toBe('“missing papers” names them.');
  expect(withoutNames('or `no-such-name`', wordsOf('en'))).toBe('or `no-such-name`');
});
