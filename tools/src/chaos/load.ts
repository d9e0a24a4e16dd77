import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '@doudi/stack';
import { agencies } from '../bench-temporal/product-walk.ts';
import { randomOf } from '../replay/random.ts';
import { leftAlone, liveOne, type Living } from './lives.ts';

interface Loading {
  readonly api: Api;
  readonly seed: number;
  readonly callers: number;
  /** that are opened first */
  readonly orders: number;
  readonly over: AbortSignal;
}

interface Load {
  /** the orders that are opened first are open */
  readonly begun: Promise<void>;
  /** all callers have been answered what they had asked when it was over; why somebody went no further, each time */
  readonly ended: Promise<readonly string[]>;
}

/** Real milliseconds between two things a caller does, and between two looks of who only reads. */
const [breathMs, readMs] = [200, 250];

/** A bounded load: so many callers, each beginning something new when the last is done, left, or refused, and one who only reads. */
export function load({ api, seed, callers, orders, over }: Loading): Load {
  const shared = { api, newProject: codesOf(seed), projects: [] as string[], agencyOf: agencies(api) };
  const refusals: string[] = [];
  const all = Array.from({ length: callers }, (_, number) => ({
    ...shared,
    random: randomOf(1_000 * seed + number),
  }));
  const trying = (live: Promise<unknown>) => live.catch((error: Error) => void refusals.push(error.message));
  let left = orders;
  const opening = async (living: Living) => {
    while (left > 0 && !over.aborted) {
      left -= 1;
      await trying(leftAlone(living));
    }
  };
  const calling = async (living: Living) => {
    for (; !over.aborted; await sleep(breathMs)) await trying(liveOne(living));
  };
  const reading = async () => {
    for (; !over.aborted; await sleep(readMs))
      await api.get('supervisor-qian', '/v1/progress?limit=5').catch(() => undefined);
  };
  const begun = Promise.all(all.map(opening)).then(() => undefined);
  const ended = begun.then(() => Promise.all([reading(), ...all.map(calling)])).then(() => refusals);
  return { begun, ended };
}

/** Codes of projects, another for each call. */
function codesOf(seed: number): () => string {
  let serial = 0;
  return () =>
    `2017-330683-29-${String(seed % 100).padStart(2, '0')}-${String((serial += 1)).padStart(6, '0')}`;
}
