import { expect, test } from '@jest/globals';
import { bilingual, languageOf, wordsOf } from './words.ts';

test.each([
  [undefined, 'en'],
  ['*', 'en'],
  ['zh', 'zh'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['zh-Hant-TW', 'zh'],
  ['fr, en-GB;q=0.7, zh;q=0.3', 'en'],
  ['en;q=0, zh', 'zh'],
  ['fr', 'en'],
  [';;;,=', 'en'],
])('who prefers %s reads %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

test('a text in both languages is taken apart again, any other is the same in both', () => {
  expect(wordsOf(bilingual('须为整数', 'must be whole'))).toEqual({ zh: '须为整数', en: 'must be whole' });
  expect(wordsOf('plain')).toEqual({ zh: 'plain', en: 'plain' });
});
