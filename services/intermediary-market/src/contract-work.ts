import type { Queryable } from '@doudi/infra/database';
import { officeDay, workingDaysBetween, type Calendar, type RunningWork } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import type { CommissionRow } from './commissions.ts';
import { listEngagements } from './engagements.ts';
import { usedDays } from './used-days.ts';

const Work = z.object({
  commissionNo: z.string(),
  seq: z.number(),
  kind: z.enum(['sign', 'hand-in-inputs', 'return', 'deliver']),
  at: z.date().transform((at) => at.getTime()),
});
/** Where the work of a contract begins (signed, inputs in, returned) or ends (delivered): a milestone. */
export type ContractWork = z.output<typeof Work>;

type OfRound = Pick<CommissionRow, 'commissionNo' | 'round'>;

/** The work of the contract of a round, from its signature on; empty when none was signed. */
export async function listContractWork(
  db: Queryable,
  { commissionNo, round }: OfRound,
): Promise<ContractWork[]> {
  const { rows } = await db.query(sql`
    select m.commission_no as "commissionNo", m.seq, m.kind, m.at
      from milestones m
     where m.commission_no = ${commissionNo} and m.round = ${round}
       and m.kind in ('sign', 'hand-in-inputs', 'return', 'deliver')
     order by m.seq`);
  return z.array(Work).parse(rows);
}

/** Working days in which the contract of a round promises the result; under rules before 3 the task's budget. */
export async function promisedDays(
  db: Queryable,
  of: OfRound & Pick<CommissionRow, 'days'>,
): Promise<number> {
  const engagements = await listEngagements(db, [of.commissionNo]);
  return engagements.find(({ round }) => round === of.round)?.days ?? of.days;
}

/** The last piece of work, with what was left of the contract as it began. Undefined when nothing was signed. */
export function lastPiece(
  calendar: Calendar,
  work: readonly ContractWork[],
  promised: number,
): (RunningWork & { readonly end: ContractWork | undefined }) | undefined {
  const begin = work.findLastIndex(({ kind }) => kind !== 'deliver');
  const begun = work[begin];
  if (!begun) return undefined;
  const daysLeft = promised - usedDays(calendar, work.slice(0, begin));
  return { begunAt: begun.at, daysLeft, end: work[begin + 1] };
}

/** Working days by which a delivery is past the contract; not positive when it is in time. */
export const daysPast = (
  calendar: Calendar,
  { begunAt, daysLeft }: RunningWork,
  deliveredAt: number,
): number =>
  workingDaysBetween(calendar, officeDay(calendar, begunAt), officeDay(calendar, deliveredAt)) - daysLeft;
