import { isDeepStrictEqual } from 'node:util';
import type { Route } from '@doudi/infra/http';
import type { TestAsking, World } from '../http/ask.ts';
import { nameOfCell, type Cell, type Whose } from './cells.ts';
import type { Told } from '../http/client.ts';
import { listFault } from './list-fault.ts';
import { plainOf, refusalFault } from './refusal.ts';
import type { Sample, Thing } from '../samples.ts';
import { tableContents } from '../database/table-contents.ts';

export interface Part {
  readonly route: Route;
  readonly sample: Sample;
  readonly cells: readonly Cell[];
}
type Ask = TestAsking['ask'];

/** Requests under way at once, of those that change nothing. */
const atOnce = 8;

/** Tries every square of one route: first all that must be refused, which may leave nothing behind, then what gets through. */
export async function checkRow({ route, sample, cells }: Part, world: World, ask: Ask): Promise<string[]> {
  const things: Readonly<Record<Whose, Thing>> = {
    own: await sample.own(),
    foreign: (await sample.foreign?.()) ?? {},
    none: sample.none ?? {},
    list: {},
  };
  const unknown = new Set<string>();
  const tryOne = async (cell: Cell, thing: Thing) => {
    const told = await ask(route, thing, cell.person.caller, cell.token);
    if (told.status === 404 && told.status === cell.status) unknown.add(plainOf(told, thing));
    const fault = faultOf(cell, told) ?? (await listFault(cell, { route, sample, told, ask }));
    return fault ? [`${nameOfCell(cell)}: ${fault}`] : [];
  };

  const state = async () => [await tableContents(world.pool), JSON.stringify(world.witness?.())];
  const before = await state();
  const faults = await inTurns(
    cells.filter(({ isThrough }) => !isThrough),
    (cell) => tryOne(cell, things[cell.whose]),
  );
  if (!isDeepStrictEqual(await state(), before))
    faults.push('something that was refused was done all the same');
  if (unknown.size > 1)
    faults.push(`what is unknown is answered in different ways: ${[...unknown].join(' or ')}`);
  for (const cell of cells.filter(({ isThrough }) => isThrough))
    faults.push(...(await tryOne(cell, await freshThing(sample, cell.whose))));
  return faults;
}

const freshThing = (sample: Sample, whose: Whose) =>
  (whose === 'foreign' ? sample.foreign?.() : sample.own()) ?? {};

function faultOf({ status, token, isThrough }: Cell, told: Told): string | undefined {
  if (told.status !== status) return `${told.status} instead of ${status}: ${told.text.slice(0, 300)}`;
  return isThrough ? undefined : refusalFault(told, token);
}

async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<string[]>): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at < all.length; at += atOnce)
    found.push(...(await Promise.all(all.slice(at, at + atOnce).map(work))).flat());
  return found;
}
