import type { Queryable } from '@doudi/infra/database';
import {
  deductionPoints,
  overrunAt,
  overrunDays,
  pointsOfLateness,
  promisedDay,
  type Calendar,
  type Day,
  type Instant,
} from '@doudi/workflows';
import { calendarInForce } from './calendar-in-force.ts';
import type { CommissionRow } from './commissions.ts';
import { daysPast, lastPiece } from './contract-work.ts';
import { listEngagements, promisedDays } from './engagements.ts';
import { listContractWork } from './milestones.ts';

type OfContract = Pick<CommissionRow, 'commissionNo' | 'days' | 'round' | 'needsInputs'>;

/** By how much a contract was not kept, with its evidence; without agency, and the instants of the record. */
export interface Lateness {
  readonly kind: 'late' | 'overrun';
  readonly points: number;
  /** working days past the promised day */
  readonly days: number;
  readonly promisedDay: Day;
  /** the milestone with which the contract was signed */
  readonly contract: number;
  /** the milestone that shows it */
  readonly milestone: number;
}

/** Work that is more than ten working days past its contract by `now`, or was when it was handed in; with the instant it became so. */
export async function overrunOf(
  db: Queryable,
  commission: OfContract,
  now: Instant,
): Promise<(Lateness & { readonly at: Instant }) | undefined> {
  const calendar = await calendarInForce(db);
  const { signed, piece } = await contractOf(db, commission, calendar);
  if (!piece || !signed) return undefined;
  const at = overrunAt(calendar, piece);
  if (at > (piece.end?.at ?? now)) return undefined;
  return {
    ...{ kind: 'overrun', points: deductionPoints.overrun, at, contract: signed.seq, milestone: signed.seq },
    ...{ days: Math.max(overrunDays + 1, -piece.daysLeft), promisedDay: promisedDay(calendar, piece) },
  };
}

/** By how much the last delivery was past its contract, if it was. */
export async function latenessOf(db: Queryable, commission: OfContract): Promise<Lateness | undefined> {
  const calendar = await calendarInForce(db);
  const { signed, piece } = await contractOf(db, commission, calendar);
  if (!piece?.end || !signed) return undefined;
  const days = daysPast(calendar, piece, piece.end.at);
  if (days <= 0) return undefined;
  return {
    ...{ kind: 'late', points: pointsOfLateness(days), days, promisedDay: promisedDay(calendar, piece) },
    ...{ contract: signed.seq, milestone: piece.end.seq },
  };
}

/** The signature of a contract, and its last piece of work; before the owner's inputs are in there is none. */
async function contractOf(db: Queryable, commission: OfContract, calendar: Calendar) {
  const all = await listContractWork(db, commission);
  const [signed] = all;
  const work = commission.needsInputs ? all.slice(1) : all;
  const promised = promisedDays(await listEngagements(db, [commission.commissionNo]), commission);
  return { signed, piece: lastPiece(calendar, work, promised) };
}
