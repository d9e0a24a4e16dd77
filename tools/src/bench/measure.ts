import { sides, type Side } from './askers.ts';
import type { BenchTable } from './bench-table.ts';
import { load, type Load, type Round } from './load.ts';
import type { Measured } from './verdict.ts';

/**
 * Every server over every table in turn, forth and back, in many short rounds, so that what else the machine does falls on all
 * of them alike. The first round only warms them up.
 */
export async function measure(tables: readonly BenchTable[], rounds: number, how: Load): Promise<Measured[]> {
  const all = tables.map((table) => ({ ...table, rounds: noRounds() }));
  const turns = sides.flatMap((side) => all.map((table) => ({ ...table, side })));
  for (let round = 0; round <= rounds; round++)
    for (const { urlOf, askers, side, rounds: its } of round % 2 === 0 ? turns : turns.toReversed()) {
      const measured = await load(urlOf(side), askers[side], how);
      if (round > 0) its[side].push(measured);
    }
  return all;
}

const noRounds = () =>
  Object.fromEntries(sides.map((side) => [side, []])) as unknown as Record<Side, Round[]>;
