import { histogram, percentile, spread } from './distribution.ts';

test('a percentile is a value that is there, the least that this share does not exceed', () => {
  const ten = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
  expect([0, 0.1, 0.5, 0.9, 1].map((share) => percentile(ten, share))).toEqual([1, 1, 5, 9, 10]);
  expect(spread(ten)).toBe('   1    5    9');
});

test('a histogram has a line for every bin between the first and the last, also an empty one', () => {
  expect(histogram([-1, 0, 12], 5).map((line) => line.trimEnd())).toEqual([
    '   -5 …   -1  ████████████████████████████████████████ 1',
    '    0 …    4  ████████████████████████████████████████ 1',
    '    5 …    9   0',
    '   10 …   14  ████████████████████████████████████████ 1',
  ]);
});
