import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownProcess } from '@doudi/local';
import type { Random } from '../replay/random.ts';
import { type Blow, blowsFor, kindOf } from './blows.ts';
import type { Parent } from './keep-parent.ts';
import { strike } from './strike.ts';
import type { Span, Tally } from './tally.ts';

interface Fighting {
  readonly parent: Parent;
  readonly random: Random;
  readonly tally: Tally;
  readonly over: AbortSignal;
  readonly report: (line: string) => void;
}

/** A blow that was struck: what was done to which kind of process, and the time until the next one. */
export interface Fought extends Span {
  readonly kind: string;
  readonly action: Blow['action'];
}

/** Real milliseconds until what was struck counts as never there again, and between two looks. */
const [recoveryMs, lookMs] = [120_000, 100];
/** Writes that were begun after a blow and done: then it is got over. */
const writesDone = 3;

/** Strikes processes of a running stack, one after the other, until it is over; resolves when nothing is paused any more. */
export async function fight({ parent, random, tally, over, report }: Fighting): Promise<Fought[]> {
  const fought: Omit<Fought, 'until'>[] = [];
  const begun = Date.now();
  const say = (line: string) => report(`${((Date.now() - begun) / 1_000).toFixed(1).padStart(6)} s  ${line}`);
  let wasTogether = false;
  for (const blow of blowsFor(random, [...parent.names.toSorted(), 'parent'])) {
    if (over.aborted) break;
    await sleep(blow.gapMs);
    const target = await targetOf(blow, parent, over);
    if (!target) continue;
    const at = Date.now();
    say(saying(blow, target.pid));
    await strike(blow, target);
    const isTogether: boolean = blow.isTogether && !wasTogether;
    const kind = isTogether || wasTogether ? together : kindOf(blow.target);
    fought.push({ kind, action: blow.action, at });
    wasTogether = isTogether;
    // the next one comes while this one is not got over
    if (!isTogether) await gotOver({ parent, tally, over }, at);
  }
  return fought.map((one, place) => ({ ...one, until: fought[place + 1]?.at ?? Date.now() }));
}

/** Of blows of which the second came before the first was got over, waits are nobody's alone. */
const together = 'several at once';

const saying = ({ action, target, pauseMs }: Blow, pid: number): string =>
  `${action.padEnd(8)} ${target} (${pid})${action === 'pause' ? ` for ${pauseMs} ms` : ''}`;

/** The process as it is now; undefined when it is not there again in time, or it is over. */
async function targetOf(
  { target }: Blow,
  parent: Parent,
  over: AbortSignal,
): Promise<Pick<KnownProcess, 'pid' | 'stopSignal'> | undefined> {
  if (target === 'parent') return { pid: parent.pid(), stopSignal: 'SIGTERM' };
  for (const until = Date.now() + recoveryMs; Date.now() < until && !over.aborted; await sleep(lookMs)) {
    const found = parent.find(target);
    if (found) return found;
  }
  return undefined;
}

async function gotOver(
  { parent, tally, over }: Pick<Fighting, 'parent' | 'tally' | 'over'>,
  at: number,
): Promise<void> {
  const isOver = () => parent.isWhole() && tally.doneSince(at) >= writesDone;
  for (const until = Date.now() + recoveryMs; !over.aborted && Date.now() < until && !isOver();)
    await sleep(lookMs);
}
