import { expect, test } from '@jest/globals';
import { chosenIn, mostCompared, toggled } from './compared.ts';

test('agencies to compare are read from the address, each once', () => {
  expect(chosenIn(undefined)).toEqual([]);
  expect(chosenIn('A001,,A002,A001')).toEqual(['A001', 'A002']);
});

test('an agency is chosen and left out again, and a sixth is not taken', () => {
  const five = Array.from({ length: mostCompared }, (_, i) => `A00${i}`);
  expect(toggled([], 'A001')).toEqual(['A001']);
  expect(toggled(five, 'A001')).toEqual(['A000', 'A002', 'A003', 'A004']);
  expect(toggled(five, 'A009')).toEqual(five);
});
