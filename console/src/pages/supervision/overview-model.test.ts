import { expect, test } from '@jest/globals';
import { openLights, percentOf, stacksOf, sumOf } from './overview-model.ts';

test('a bar has a count for each light of open work, the worst first', () => {
  const lights = { GREEN: 4, YELLOW: 2, RED: 1, PAUSED: 3, DONE: 9, ENDED: 9 };
  expect(openLights).toEqual(['RED', 'YELLOW', 'PAUSED', 'GREEN']);
  const [stack] = stacksOf([{ name: '50', lights }]);
  expect(stack).toEqual({ name: '50', counts: [1, 2, 3, 4] });
  expect(sumOf(stack?.counts ?? [])).toBe(10);
});

test('a share of nothing is none', () => {
  expect(percentOf(0, 0)).toBe(0);
  expect(percentOf(1, 3)).toBe(33);
  expect(percentOf(3, 3)).toBe(100);
});
