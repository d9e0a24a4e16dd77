import { expect, test } from '@jest/globals';
import { changesBetween } from './quiet-model.ts';

const keyOf = ({ no }: { no: string; light: string }) => no;
const a = { no: 'a', light: 'GREEN' };
const b = { no: 'b', light: 'GREEN' };

test('a list read again without a change has no news', () => {
  expect(changesBetween([a, b], [{ ...a }, { ...b }], keyOf)).toBe(0);
});

test('a row that came, one that went and one that changed are news, one each', () => {
  expect(changesBetween([a], [a, b], keyOf)).toBe(1);
  expect(changesBetween([a, b], [b], keyOf)).toBe(1);
  expect(changesBetween([a, b], [{ ...a, light: 'RED' }, b], keyOf)).toBe(1);
});

test('an order of rows that changes by itself is no news', () => {
  expect(changesBetween([a, b], [b, a], keyOf)).toBe(0);
});
