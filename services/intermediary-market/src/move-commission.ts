import type { Queryable } from '@doudi/infra/database';
import {
  commissionProgress,
  isRefusal,
  type CommissionEvent,
  type Instant,
  type CommissionRefusal,
  type Refusal,
} from '@doudi/workflows';
import { writeMove, type CommissionRow } from './commissions.ts';
import { tellOf } from './notices.ts';
import { insertText } from './texts.ts';

export interface Act extends Omit<CommissionEvent, 'at'> {
  /** opaque subject id */
  readonly by: string;
  readonly note?: string | undefined;
  readonly sha256?: string | undefined;
}

/**
 * Makes of a commission, which the transaction holds, what the rule says: its next state, the milestone, the message for the workflow
 * and what people are told, all or nothing. The milestone's instant is `now`, but never before the one before it.
 */
export async function moveCommission(
  db: Queryable,
  commission: CommissionRow,
  { by, note, sha256, ...what }: Act,
  now: Instant,
): Promise<CommissionRow | Refusal<CommissionRefusal>> {
  const { commissionNo } = commission;
  const event = { ...what, at: Math.max(now, commission.changedAt) };
  const next = commissionProgress(commission, event);
  if (isRefusal(next)) return next;
  const milestone = {
    ...event,
    commissionNo,
    seq: next.events,
    by,
    agencyNo: next.agencyNo ?? commission.agencyNo,
    note: note === undefined ? null : await insertText(db, by, note),
    sha256: sha256 ?? null,
  };
  // the workflow is the one that terminates: it has ended by then and gets no message
  const message = event.kind === 'terminate' ? null : { seq: next.events, by, event };
  const moved = await writeMove(db, { next, milestone, message });
  await tellOf(db, { ...moved, agencyNo: milestone.agencyNo }, { ...event, seq: next.events, by });
  return moved;
}
