import type { Queryable } from '@doudi/infra/database';
import { appealDecisions, type AppealDecision, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './instant-column.ts';

interface NewAppeal {
  readonly deductionNo: number;
  readonly at: Instant;
  readonly by: string;
  readonly textId: string;
}

/** Answers false, and changes nothing, when the deduction has an appeal. */
export async function insertAppeal(
  db: Queryable,
  { deductionNo, at, by, textId }: NewAppeal,
): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    insert into appeals (deduction_no, at, "by", text_id)
    values (${deductionNo}, ${new Date(at)}, ${by}, ${textId})
        on conflict do nothing`);
  return rowCount === 1;
}

const AppealRow = z.object({
  at: instant,
  decision: z.enum(appealDecisions).nullable(),
});

/** The appeal against a deduction, held against another decision until the transaction ends. */
export async function findAppealToDecide(db: Queryable, deductionNo: number) {
  const { rows } = await db.query(sql`
    select a.at, a.decision from appeals a where a.deduction_no = ${deductionNo} for update of a`);
  return AppealRow.optional().parse(rows[0]);
}

interface Decided {
  readonly decision: AppealDecision;
  readonly at: Instant;
  readonly by: string;
  readonly textId: string;
}

export const markDecided = (db: Queryable, deductionNo: number, { decision, at, by, textId }: Decided) =>
  db.query(sql`
    update appeals
       set decision = ${decision}, decided_at = ${new Date(at)}, decided_by = ${by}, decision_text_id = ${textId}
     where deduction_no = ${deductionNo}`);
