import { inTransaction, type Pool, type Queryable } from '@doudi/infra/database';
import {
  commissionProgress,
  isRefusal,
  openCommission as opened,
  type CommissionRequest,
  type MilestoneNotice,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import { deadlineNow } from './commission-clock.ts';
import { findCommissionToChange, insertCommission, writeMove } from './commissions.ts';
import { deductForMilestone } from './deduct-for-milestone.ts';
import { listMilestones, type MilestoneRow } from './milestones.ts';
import { markHad, sendAgain } from './outbox.ts';

/**
 * How the market stands to what the workflow of a commission was told: `behind`, it lacks milestones; `ahead`, the workflow lacks some;
 * `contradicting`, they went different ways.
 */
export type CommissionStanding = 'equal' | 'behind' | 'ahead' | 'contradicting';

/** Compares the milestones on record with those the workflow was told, in order, without gaps. */
export async function compareCommission(
  db: Queryable,
  commissionNo: string,
  told: readonly MilestoneNotice[],
): Promise<CommissionStanding> {
  const { rowCount } = await db.query(sql`select from commissions where commission_no = ${commissionNo}`);
  if (rowCount === 0) return 'behind';
  const rows = (await listMilestones(db, commissionNo)).filter(({ kind }) => kind !== 'terminate');
  const both = Math.min(rows.length, told.length);
  if (rows.slice(0, both).some((row, at) => !isSame(row, told[at]))) return 'contradicting';
  if (rows.length === told.length) return 'equal';
  return rows.length < told.length ? 'behind' : 'ahead';
}

const isSame = (row: MilestoneRow, notice: MilestoneNotice | undefined) =>
  notice !== undefined &&
  row.seq === notice.seq &&
  row.kind === notice.event.kind &&
  row.at === notice.event.at &&
  row.by === notice.by;

/** Puts the milestones that the market has lost on record again, by the rule; texts, hashes and the files they named are lost. */
export const restoreCommission = (
  pool: Pool,
  request: CommissionRequest,
  told: readonly MilestoneNotice[],
): Promise<void> =>
  inTransaction(pool, async (db) => {
    const { commissionNo } = request;
    await insertCommission(db, request, opened(request));
    let commission = await findCommissionToChange(db, commissionNo, sql`true`);
    for (const notice of told) {
      if (!commission || notice.seq <= commission.events) continue;
      const next = commissionProgress(commission, notice.event);
      if (isRefusal(next)) throw new Error(`milestone ${notice.seq} of ${commissionNo} is against the rule`);
      const agencyNo = next.agencyNo ?? commission.agencyNo;
      const { seq, by, event } = notice;
      const { round } = commission;
      const milestone = {
        ...event,
        commissionNo,
        seq,
        by,
        agencyNo,
        note: null,
        sha256: null,
        files: [],
        round,
      };
      const deadline = await deadlineNow(db, next, null);
      commission = await writeMove(db, { next, milestone, message: notice, deadline });
      await deductForMilestone(db, { ...commission, agencyNo, round }, milestone);
      await markHad(db, commissionNo, seq);
    }
  });

/** Has the milestones that a restored workflow lacks sent again. */
export const sendMissing = (
  db: Queryable,
  commissionNo: string,
  told: readonly MilestoneNotice[],
): Promise<void> => sendAgain(db, commissionNo, told.length + 1);
