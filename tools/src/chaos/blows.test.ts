import { randomOf } from '../replay/random.ts';
import { blowsFor, kindOf } from './blows.ts';

const names = ['PostgreSQL', 'Temporal history 1', 'Temporal history 2', 'intake', 'intake-2', 'parent'];

const first = (seed: number, count: number) => {
  const row = blowsFor(randomOf(seed), names);
  return Array.from({ length: count }, () => row.next().value);
};

test('a seed names what is done to whom, another seed something else', () => {
  expect(first(7, 50)).toEqual(first(7, 50));
  expect(first(7, 50)).not.toEqual(first(8, 50));
});

test('every process has its turn before one has its second', () => {
  const targets = first(3, 3 * names.length).map((blow) => blow.target);
  for (let turn = 0; turn < 3; turn += 1)
    expect(targets.slice(turn * names.length, (turn + 1) * names.length).toSorted()).toEqual(names);
});

test('most blows are kills, and there are the others', () => {
  const actions = first(5, 600).map((blow) => blow.action);
  const share = (action: string) => actions.filter((one) => one === action).length / actions.length;
  expect(share('kill -9')).toBeGreaterThan(0.5);
  expect([share('pause') > 0.05, share('restart') > 0.05]).toEqual([true, true]);
});

test('processes that do the same are of one kind', () => {
  expect([...new Set(names.map(kindOf))]).toEqual(['PostgreSQL', 'Temporal history', 'intake', 'parent']);
});
