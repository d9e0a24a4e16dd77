import type { Queryable } from '@doudi/infra/database';
import { shanghaiIso, wordsOf } from '@doudi/workflows';
import sql from 'sql-template-tag';
import type { Reason } from './reasons.ts';

interface Withdrawn {
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

/** Why an order was withdrawn, as intake shows it to those who show how orders end; the caller has bounded who may read it. */
export async function listWithdrawalReasons(db: Queryable, orderNo: string): Promise<Reason[]> {
  const { rows } = await db.query<Withdrawn>(sql`
    select w.withdrawn_by as by, w.withdrawn_at as at, w.reason
      from intake.withdrawal_reasons w where w.order_no = ${orderNo}`);
  return rows.map(({ by, at, reason }) => ({
    ...{ kind: 'withdraw', what: wordsOf('withdraw'), step: null, task: null, department: null },
    ...{ opinion: null, verdict: null, amendment: null, legalBasis: null, remedy: null },
    ...{ corrected: null, lines: [] },
    ...{ at: shanghaiIso(at.getTime()), by, note: reason },
  }));
}
