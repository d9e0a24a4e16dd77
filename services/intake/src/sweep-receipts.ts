import { listUnsentReplacements } from './agent-replacements.ts';
import { decideChange } from './decide-change.ts';
import type { Dependencies } from './dependencies.ts';
import { listUnstarted } from './orders.ts';
import { startReceipt } from './start-receipt.ts';
import { notifyReplacement } from './notify-replacement.ts';
import { notifyWithdrawal } from './notify-withdrawal.ts';
import { listUndecided } from './track-changes.ts';
import { listUnsent } from './withdrawals.ts';

/** How many are fetched at a time, and how many of them are handed over at the same moment. */
const batch = 64;
const abreast = 8;

/**
 * Hands over what a crash or a silence of Temporal has left: orders not started, then withdrawals and replaced agents not sent, then changes of track not decided. Oldest
 * first; gives up for this time when nobody answers.
 */
export const sweepReceipts = (dependencies: Dependencies) => async (): Promise<void> => {
  const { pool } = dependencies;
  await sweep(
    () => listUnstarted(pool, batch),
    (receipt) => startReceipt(pool, receipt, dependencies),
  );
  await sweep(
    () => listUnsent(pool, batch),
    (withdrawn) => notifyWithdrawal(pool, withdrawn, dependencies),
  );
  await sweep(
    () => listUnsentReplacements(pool, batch),
    (replacement) => notifyReplacement(pool, replacement, dependencies),
  );
  await sweep(
    () => listUndecided(pool, batch),
    (change) => decideChange(pool, change, dependencies),
  );
};

/** Goes through what is left until nothing is, or until a batch brought nothing but silence and failures. */
async function sweep<Left>(
  list: () => Promise<Left[]>,
  handOver: (one: Left) => Promise<string>,
): Promise<void> {
  for (let isWorthwhile = true; isWorthwhile;) {
    const left = await list();
    isWorthwhile = (await inGroups(left, handOver)) && left.length === batch;
  }
}

/** Answers whether any was handed over. Stops at a group in which nobody answered. */
async function inGroups<Left>(
  all: readonly Left[],
  handOver: (one: Left) => Promise<string>,
): Promise<boolean> {
  let any = false;
  for (let at = 0; at < all.length; at += abreast) {
    const outcomes = await Promise.all(all.slice(at, at + abreast).map(handOver));
    if (outcomes.every((outcome) => outcome === 'unreachable')) return false;
    any ||= outcomes.some((outcome) => outcome === 'started' || outcome === 'sent');
  }
  return any;
}
