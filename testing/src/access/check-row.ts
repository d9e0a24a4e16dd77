import { isDeepStrictEqual } from 'node:util';
import type { Route } from '@doudi/infra/http';
import type { RecordingClient, World } from '../http/ask.ts';
import { nameOfCell, type Cell, type Whose } from './cells.ts';
import type { ClientResponse } from '../http/client.ts';
import { allPages, listFault, plainOf, refusalFault } from './answer-faults.ts';
import type { Sample, Thing } from '../samples.ts';
import { tableContents } from '../database/table-contents.ts';

export interface Part {
  readonly route: Route;
  readonly sample: Sample;
  readonly cells: readonly Cell[];
}
type Ask = RecordingClient['ask'];

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
    const response = await ask(route, thing, cell.person.caller, cell.token);
    if (response.status === 404 && response.status === cell.status) unknown.add(plainOf(response, thing));
    const fault = faultOf(cell, response) ?? (await listFault(cell, { route, sample, response, ask }));
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

function faultOf({ status, token, isThrough }: Cell, response: ClientResponse): string | undefined {
  if (response.status !== status)
    return `${response.status} instead of ${status}: ${response.text.slice(0, 300)}`;
  return isThrough ? undefined : refusalFault(response, token);
}

async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<string[]>): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at < all.length; at += atOnce)
    found.push(...(await Promise.all(all.slice(at, at + atOnce).map(work))).flat());
  return found;
}

/** A mandate that has ended ends the agent's reach with the very next request; one that is in force again opens it. */
export async function checkMandates(
  { route, sample, cells }: Part,
  { setMandates }: World,
  ask: RecordingClient['ask'],
): Promise<string[]> {
  const ours = cells.find(({ person, token }) => person.called === 'agent of ours' && token === 'valid');
  if (!ours) return ['no agent of ours is tried'];
  const faults: string[] = [];
  const expect = async (state: 'active' | 'revoked' | 'expired', isReached: boolean) => {
    const thing = ours.whose === 'list' ? {} : await sample.own();
    await setMandates(state);
    const { status, text } = await ask(route, thing, ours.person.caller);
    const pages = sample.lists ? await allPages((query) => ask(route, { query }, ours.person.caller)) : '';
    await setMandates('active');
    const seen = sample.lists
      ? `${text} ${pages}`.includes(`"${sample.lists.own()}"`)
      : status !== 404 && status !== 403;
    if (seen !== isReached) faults.push(`${state}: ${status} ${text.slice(0, 300)}`);
  };
  await expect('active', true);
  await expect('revoked', sample.outlivesMandate ?? false);
  await expect('expired', sample.outlivesMandate ?? false);
  await expect('active', true);
  return faults;
}
