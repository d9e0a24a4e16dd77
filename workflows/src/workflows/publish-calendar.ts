import { sleep } from '@temporalio/workflow';
import type { Publication } from '../messages/calendar.ts';
import { approvals, longApprovals } from './activities.ts';
import { showDetails } from './details.ts';

/** Real milliseconds between two rounds: doubled while orders take their time, up to the longest. */
const pauseMs = { first: 250, longest: 30_000 };

/**
 * Moves every open order to a published calendar. Each round tells a bounded batch of those not on it yet and looks again, so it
 * can be repeated, resumed and overtaken: orders that open meanwhile, close meanwhile, or a newer version all end it well.
 */
export async function publishCalendar({ version }: Publication): Promise<void> {
  await approvals.publishVersion(version);
  let known = Infinity;
  for (let waitMs = pauseMs.first; ; waitMs = Math.min(pauseMs.longest, waitMs)) {
    const left = await longApprovals.moveOpenOrders(version);
    showDetails([['order', String(left)]], null);
    if (left === 0) return;
    waitMs = left < known ? pauseMs.first : waitMs * 2;
    known = left;
    await sleep(waitMs);
  }
}
