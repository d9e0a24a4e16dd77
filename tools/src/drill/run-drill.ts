import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { steadyPort, temporaryFolder } from '@doudi/local';
import { dayMs, type Stack, up, type UpOptions } from '@doudi/stack';
import { insistingApi } from '../chaos/insisting-api.ts';
import { load } from '../chaos/load.ts';
import { openTally, type Tally } from '../chaos/tally.ts';
import { openToldAnswers } from '../chaos/told-answers.ts';
import { endlessLimits } from '../commands/endless-limits.ts';
import { type Copies, copyStores } from './copies.ts';
import { type Restored, restoring } from './restoring.ts';

export interface DrillWish {
  /** of load before the first copy, between the two, and after the second */
  readonly seconds: number;
  readonly seed: number;
  readonly callers: number;
  readonly cacheFolder: string;
  readonly signal: AbortSignal;
  readonly report: (line: string) => void;
}

/** Two copies made under load, what they cost, and what came of each restore. */
export interface DrillResult {
  readonly copies: readonly Copies[];
  /** real milliseconds of the worst write and read while each copy was made */
  readonly waits: readonly { readonly write: number; readonly read: number }[];
  readonly restored: readonly Restored[];
}

const officeAt = new Date('2017-06-12T10:00:00+08:00');
/** Real milliseconds of an office day: deadlines pass while copies are made. */
const realDayMs = 15_000;
/** Lines of what was started and reconciled that are shown when something goes wrong. */
const shown = 60;

/**
 * Copies both stores of a stack under load twice, loses all its data, and puts it together from these copies: one store older than the other, the
 * other older, and both of one time. Each time the stores are reconciled, started and judged by what always holds.
 */
export async function runDrill(wish: DrillWish): Promise<DrillResult> {
  const folder = temporaryFolder();
  const dataFolder = join(folder, 'data');
  const said: string[] = [];
  let isKept = false;
  const options: UpOptions = {
    ...{ dataFolder, temporary: false, cacheFolder: wish.cacheFolder, limits: endlessLimits },
    ports: { gateway: await steadyPort(), temporalUi: await steadyPort() },
    ...{ logLevel: 'warn', nodeEnv: 'development', signal: wish.signal },
    report: (line) => void said.push(line),
  };
  try {
    const stack = await up({ ...options, clock: { officeAt, rate: dayMs / realDayMs } });
    const worked = await work(stack, folder, wish).finally(stack.stop);
    wish.report('The data is lost; it is put together from the copies.');
    const restore = restoring({ options, ...worked, folder, report: wish.report });
    const [older, newer] = worked.copies;
    const restored = [
      await restore('PostgreSQL is older', { postgres: older, temporal: newer }),
      await restore('Temporal is older', { postgres: newer, temporal: older }),
      await restore('both of one time', { postgres: newer, temporal: newer }),
    ];
    return { copies: worked.copies, waits: worked.waits, restored };
  } catch (error) {
    isKept = !wish.signal.aborted;
    said.slice(-shown).forEach(wish.report);
    throw error;
  } finally {
    if (isKept) wish.report(`The copies and what was restored of them stay in ${folder}.`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts a load on the stack and copies its stores twice meanwhile. */
async function work(stack: Stack, folder: string, { seconds, seed, callers, signal, report }: DrillWish) {
  const over = new AbortController();
  signal.addEventListener('abort', () => over.abort());
  const answers = join(folder, 'answers.jsonl');
  const [tally, told] = [openTally(), openToldAnswers(answers)];
  const api = insistingApi({
    gateway: stack.urls.gateway,
    signing: stack,
    tally,
    told,
    over: over.signal,
  });
  const { begun, ended } = load({ api, seed, callers, orders: callers, over: over.signal });
  await begun;
  const copyAfter = async (name: string) => {
    await sleep(seconds * 1_000, undefined, { signal });
    const copies = await copyStores(stack, join(folder, 'data'), join(folder, name));
    report(
      `${name} copy made in ${copies.ended - copies.begun} ms; Temporal stood still for ${copies.pausedMs} ms`,
    );
    return copies;
  };
  try {
    const first = await copyAfter('first');
    const second = await copyAfter('second');
    await sleep(seconds * 1_000, undefined, { signal });
    return {
      ...{ copies: [first, second] as const, waits: [first, second].map(waitsOf(tally)), answers },
      lostAt: Date.now(),
    };
  } finally {
    over.abort();
    await ended;
    await told.close();
  }
}

const waitsOf =
  (tally: Tally) =>
  ({ begun, ended }: Copies) => ({
    write: tally.worst(true, { at: begun, until: ended }),
    read: tally.worst(false, { at: begun, until: ended }),
  });
