import { searchAttributes } from './search-attributes.ts';

test('of the ten places for keywords that a namespace has on SQL stores, one at least stays free', () => {
  const keywords = Object.values(searchAttributes).filter(({ type }) => type === 'KEYWORD');
  expect(keywords.length).toBeLessThan(10);
});

test('each attribute is declared once', () => {
  const names = Object.values(searchAttributes).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
