import type { Pool } from '@doudi/infra/database';
import { listUnstarted } from './orders.ts';
import { startReceipt, type Starting } from './start-receipt.ts';
import { tellWithdrawal, type Telling } from './tell-withdrawal.ts';
import { listUnsent } from './withdrawals.ts';

/** How many are fetched at a time, and how many of them are handed over at the same moment. */
const batch = 64;
const abreast = 8;

/**
 * Hands over what a crash or a silence of Temporal has left: orders not started, then withdrawals not told. Oldest
 * first; gives up for this time when nobody answers.
 */
export const sweepReceipts =
  (parts: Starting & Telling & { readonly pool: Pool }) => async (): Promise<void> => {
    const { pool } = parts;
    await sweep(
      () => listUnstarted(pool, batch),
      (receipt) => startReceipt(pool, receipt, parts),
    );
    await sweep(
      () => listUnsent(pool, batch),
      (withdrawn) => tellWithdrawal(pool, withdrawn, parts),
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
