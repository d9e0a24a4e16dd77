import { sides, type Side } from './askers.ts';
import { broken, flatness, rows, type Measured } from './verdict.ts';

const rounds = (...perSecond: number[]) =>
  perSecond.map((number) => ({ perSecond: number, p50: 10, p99: 20 }));
const measured = (orders: number, some: Partial<Record<Side, number[]>> = {}): Measured => ({
  orders,
  rounds: Object.fromEntries(
    sides.map((side) => [side, rounds(...(some[side] ?? [100, 100, 100]))]),
  ) as unknown as Measured['rounds'],
});

test('half as fast as bare is kept, less is told with the table and who reads', () => {
  expect(broken([measured(100, { agent: [50, 50, 50] })])).toEqual([]);
  expect(broken([measured(1_000, { agent: [49, 49, 49] })])).toEqual([
    'Over 1,000 orders reads by agent are less than half as fast as bare ones.',
  ]);
});

test('each round is compared with the bare one of the same round, and the middle counts', () => {
  // all but one of the rounds on a machine that others slow down
  const one = measured(100, {
    bare: [100, 20, 30],
    supervisor: [60, 12, 3],
    enterprise: [60, 12, 30],
    agent: [60, 12, 18],
  });
  expect(broken([one])).toEqual([]);
  expect(rows([one])[2]).toMatch(/supervisor +12 +10 +20 +0\.60$/);
});

test('a fifth slower over the large table is kept, more is told', () => {
  const small = measured(100);
  expect(broken([small, measured(1_000, { enterprise: [80, 80, 80] })])).toEqual([]);
  const large = measured(1_000, { enterprise: [79, 79, 79] });
  expect(broken([small, large])).toEqual([
    'Reads by enterprise are more than a fifth slower over the largest table than over the smallest.',
  ]);
  expect(flatness([small, large])).toContain('enterprise 0.79');
});

test('what was not measured keeps no bound', () => {
  expect(broken([measured(100, { supervisor: [] })])).toHaveLength(2);
});
