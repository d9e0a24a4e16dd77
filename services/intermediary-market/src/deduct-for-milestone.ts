import type { Queryable } from '@doudi/infra/database';
import { deductionPoints, type Instant, type Milestone } from '@doudi/workflows';
import type { CommissionRow } from './commissions.ts';
import { latenessOf, overrunOf } from './contract-lateness.ts';
import { deduct } from './deduct.ts';
import { listEngagements } from './engagements.ts';

interface Happened {
  readonly kind: Milestone;
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
}
/** A commission with the agency that is engaged. */
interface Served extends Pick<
  CommissionRow,
  'commissionNo' | 'orderNo' | 'projectCode' | 'step' | 'task' | 'days' | 'round' | 'needsInputs'
> {
  readonly agencyNo: string;
}
type Consequence = (db: Queryable, commission: Served, happened: Happened) => Promise<unknown>;

const deductFor =
  (kind: 'returned' | 'gave-up'): Consequence =>
  (db, commission, { seq, at, by }) => {
    const { agencyNo } = commission;
    const deduction = { agencyNo, commission, kind, points: deductionPoints[kind], milestone: seq };
    return deduct(db, { ...deduction, at, recordedAt: at, by });
  };

/**
 * Logs work that is more than ten working days past its contract against the agency: once for each contract, by the instant at which it
 * became so, whoever notices it first.
 */
export async function deductForOverrun(db: Queryable, commission: Served, now: Instant): Promise<void> {
  const overrun = await overrunOf(db, commission, now);
  const { agencyNo } = commission;
  if (overrun) await deduct(db, { ...overrun, agencyNo, commission, recordedAt: now, by: null });
}

/** Of an accepted result: the lateness of its last delivery, unless that of the contract is on record. */
const deductForLateness: Consequence = async (db, commission, { at, by }) => {
  const late = await latenessOf(db, commission);
  const { agencyNo } = commission;
  if (late) await deduct(db, { ...late, agencyNo, commission, at, recordedAt: at, by });
};

/** Who has bid and won gives up by declining; who was engaged without having asked for it may decline. */
const deductForGivingUp: Consequence = async (db, commission, happened) => {
  const { commissionNo, round } = commission;
  const [engagement] = (await listEngagements(db, [commissionNo])).filter((one) => one.round === round);
  if (engagement && engagement.way !== 'direct') await deductFor('gave-up')(db, commission, happened);
};

/** What a milestone costs the agency; one that is not here costs nothing. Where work ends an overrun is logged that no sweep has seen. */
const consequences: Readonly<Partial<Record<Milestone, Consequence>>> = {
  return: deductFor('returned'),
  decline: deductForGivingUp,
  lapse: deductFor('gave-up'),
  deliver: (db, commission, { at }) => deductForOverrun(db, commission, at),
  accept: deductForLateness,
  replace: (db, commission, { at }) => deductForOverrun(db, commission, at),
  terminate: (db, commission, { at }) => deductForOverrun(db, commission, at),
  cancel: (db, commission, { at }) => deductForOverrun(db, commission, at),
};

/** Takes from the agency that was engaged until the milestone what that costs it, in the milestone's transaction. */
export async function deductForMilestone(
  db: Queryable,
  { agencyNo, ...commission }: Omit<Served, 'agencyNo'> & Pick<CommissionRow, 'agencyNo'>,
  happened: Happened,
): Promise<void> {
  if (agencyNo !== null) await consequences[happened.kind]?.(db, { ...commission, agencyNo }, happened);
}
