import type { Queryable } from '@doudi/infra/database';
import {
  commissionProgress,
  isRefusal,
  type Commission,
  type CommissionEvent,
  type CommissionRefusal,
  type Instant,
  type Refusal,
  type WayOfChoosing,
} from '@doudi/workflows';
import { insertBrief } from './briefs.ts';
import { deadlineNow } from './commission-clock.ts';
import { writeMove, type CommissionRow } from './commissions.ts';
import { deductForMilestone } from './deduct-for-milestone.ts';
import { insertEngagement, isEngagementEnd, markEnded, markSigned } from './engagements.ts';
import { tellOf } from './notices.ts';
import type { PaperSaid } from './own-papers.ts';
import { recomputeAfter } from './recompute-record.ts';
import { insertText } from './texts.ts';

export interface Act extends Omit<CommissionEvent, 'at'> {
  /** opaque subject id */
  readonly by: string;
  readonly note?: string | undefined;
  readonly sha256?: string | undefined;
  /** the numbers of the files it names */
  readonly files?: readonly number[] | undefined;
  /** with `brief` */
  readonly brief?: Parameters<typeof insertBrief>[2] | undefined;
  /** of the agency that is engaged by it */
  readonly terms?: Terms | undefined;
  /** with `publish`: the first instant that is too late for a bid */
  readonly closesAt?: Instant | undefined;
  /** with `accept`, of an owner's own: what the document says of itself */
  readonly paper?: PaperSaid | undefined;
  /** what else is written once the rule has taken it */
  readonly alongside?: (() => Promise<void>) | undefined;
}

/** What an engaged agency signs: how it was chosen, the price, and in how many working days it promises the result. */
export interface Terms {
  readonly way: WayOfChoosing;
  readonly priceYuan: number;
  readonly days: number;
  /** of a direct choice: all that could be hired then */
  readonly choseFrom?: readonly string[];
}

/**
 * Makes of a commission, which the transaction holds, what the rule says: its next state, the milestone, the message for the workflow
 * and what people are told, all or nothing. The milestone's instant is `now`, but never before the one before it.
 */
export async function moveCommission(
  db: Queryable,
  commission: CommissionRow,
  act: Act,
  now: Instant,
): Promise<CommissionRow | Refusal<CommissionRefusal>> {
  const { by, note, sha256, files = [], brief, terms: _terms, closesAt, paper, alongside, ...what } = act;
  const { commissionNo } = commission;
  const event = { ...what, at: Math.max(now, commission.changedAt) };
  const next = commissionProgress(commission, event);
  if (isRefusal(next)) return next;
  const milestone = {
    ...event,
    commissionNo,
    seq: next.events,
    by,
    agencyNo: event.agencyNo ?? next.agencyNo ?? commission.agencyNo,
    note: note === undefined ? null : await insertText(db, by, note),
    sha256: sha256 ?? null,
    files,
    round: commission.round,
  };
  // the workflow is the one that terminates: it has ended by then and gets no message; an owner's own commission has none
  const message = event.kind === 'terminate' || commission.isOwn ? null : { seq: next.events, by, event };
  const deadline = await deadlineNow(db, next, closesAt ?? commission.closesAt);
  const moved = await writeMove(db, { next, milestone, message, deadline, paper });
  if (brief) await insertBrief(db, milestone, brief);
  await alongside?.();
  await keepEngagements(db, { commission, next, act, at: event.at });
  await recomputeAfter(db, commission, event.kind);
  await tellOf(
    db,
    { ...moved, agencyNo: milestone.agencyNo },
    {
      ...{ ...event, seq: next.events, by, from: commission.state },
    },
  );
  const ofRound = { ...moved, agencyNo: milestone.agencyNo, round: milestone.round };
  await deductForMilestone(db, ofRound, milestone);
  return moved;
}

interface Happened {
  readonly commission: CommissionRow;
  readonly next: Commission;
  readonly act: Act;
  readonly at: Instant;
}

/** Puts on record which agency a round engaged, and what became of it. Commissions of rules before 3 have no price and no such record. */
async function keepEngagements(db: Queryable, { commission, next, act, at }: Happened): Promise<void> {
  const { commissionNo, rulesVersion, round } = commission;
  if (rulesVersion < 3) return;
  const { kind, by, terms } = act;
  if (kind === 'sign') await markSigned(db, { commissionNo, round, at });
  if (isEngagementEnd(kind)) await markEnded(db, { commissionNo, round, at }, kind);
  if (next.agencyNo === null || !terms) return;
  const chosen = { agencyNo: next.agencyNo, chosenBy: by, chosenAt: at };
  await insertEngagement(db, { commissionNo, round: next.round, ...chosen, ...terms });
}
