import { sleep } from '@temporalio/workflow';
import type { Publication } from '../messages/calendar.ts';
import { inBoth } from '../domain/words.ts';
import { approvals, longApprovals } from './activities.ts';
import { showDetails } from './details.ts';

/** Real milliseconds between two rounds: doubled while orders take their time, up to the longest. */
const pauseMs = { first: 250, longest: 30_000 };

/**
 * Moves every open order to a published calendar, a bounded batch in each round, until none is left on another one. A round
 * can be repeated. Orders that open or close meanwhile are found in a later round; a newer version leaves nothing to do.
 */
export async function publishCalendar({ version }: Publication): Promise<void> {
  await approvals.publishVersion(version);
  let known = Infinity;
  for (let waitMs = pauseMs.first; ; waitMs = Math.min(pauseMs.longest, waitMs)) {
    const left = await longApprovals.moveOpenOrders(version);
    showDetails([
      ['calendar', version],
      ['orders-to-move', String(left)],
    ]);
    if (left === 0) return;
    waitMs = left < known ? pauseMs.first : waitMs * 2;
    known = left;
    await sleep(waitMs, { summary: inBoth('next-round') });
  }
}
