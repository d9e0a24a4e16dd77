import type { Random } from '../replay/random.ts';

/** What is done to a process: SIGKILL, SIGSTOP and later SIGCONT, or the signal it is asked to stop with. */
export const actions = ['kill -9', 'pause', 'restart'] as const;
export type Action = (typeof actions)[number];

export interface Blow {
  readonly action: Action;
  /** as it is called on record; `parent` holds the others and the gateway */
  readonly target: string;
  /** real milliseconds for which it is paused */
  readonly pauseMs: number;
  /** real milliseconds before it */
  readonly gapMs: number;
  /** it comes while the one before is not got over yet */
  readonly isTogether: boolean;
}

/** Two of three are kills; a pause is longer than any deadline of a client that asks again, and shorter than those of a request. */
const kinds = ['kill -9', 'kill -9', 'kill -9', 'kill -9', 'pause', 'restart'] as const;
const pauseMs = { least: 1_000, most: 8_000 } as const;
const gapMs = { least: 200, most: 3_000 } as const;
const together = 0.15;

/** An endless row of blows that follows from a seed and the names alone: every process has its turn before one has its second. */
export function* blowsFor(random: Random, names: readonly string[]): Generator<Blow, never> {
  for (;;)
    for (const target of shuffled(random, names))
      yield {
        action: random.one(kinds),
        target,
        pauseMs: random.between(pauseMs.least, pauseMs.most),
        gapMs: random.between(gapMs.least, gapMs.most),
        isTogether: random.chance(together),
      };
}

function shuffled<T>(random: Random, all: readonly T[]): T[] {
  const left = [...all];
  return all.map(() => left.splice(random.between(0, left.length - 1), 1)[0] as T);
}

/** What figures are kept of: `intake-2` and `Temporal history 1` are of one kind with their likes. */
export const kindOf = (name: string): string => name.replace(/[- ]\d+$/, '');
