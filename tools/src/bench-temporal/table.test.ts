import { isMet, processorLine, ratioOf, rows, type Figure } from './table.ts';

const figure = (over: Partial<Figure>): Figure => ({ title: 'x', product: [30], bare: [40], ...over });

test('each round is compared with the bare one of the same round, and the middle counts', () => {
  // all rounds but the first on a machine that others slow down
  expect(ratioOf(figure({ product: [90, 8, 12], bare: [100, 10, 20] }))).toBe(0.8);
});

test.each([
  [{ of: 'ratio', atLeast: 0.75 } as const, true],
  [{ of: 'ratio', atLeast: 0.76 } as const, false],
  [{ of: 'product', atMost: 30 } as const, true],
  [{ of: 'product', atMost: 29 } as const, false],
])('an aim of %j is met: %s', (aim, met) => {
  expect(isMet(figure({ aim }))).toBe(met);
});

test('what was not measured meets no aim, and a figure without an aim is not judged', () => {
  expect(isMet(figure({ bare: [], aim: { of: 'ratio', atLeast: 0 } }))).toBe(false);
  expect(isMet(figure({}))).toBeUndefined();
});

test('a row has the middle of both sides, the ratio, the aim and whether it is met', () => {
  const [, first, second] = rows([
    figure({ aim: { of: 'ratio', atLeast: 0.9 } }),
    figure({ product: [5], bare: [] }),
  ]);
  expect(first).toMatch(/^x +30\.0 +40\.0 +0\.75 {2}ratio ≥ 0\.9 +missed$/);
  expect(second).toMatch(/^x +5\.00 +– +–$/);
});

test('processor time is told by process, the most first, and nothing of those that rested', () => {
  const rounds = [
    { a: 1, b: 9, c: 0 },
    { a: 3, b: 7, c: 0 },
    { a: 2, b: 8, c: 0 },
  ];
  expect(processorLine('a decision', rounds)).toBe('a decision: b 8.00, a 2.00');
});
