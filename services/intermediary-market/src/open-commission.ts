import { inTransaction, type Pool } from '@doudi/infra/database';
import { contradiction } from '@doudi/infra/temporal';
import { openCommission as opened, type CommissionRequest } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { type CommissionRow, findCommissionToChange, insertCommission } from './commissions.ts';
import { tellOf } from './notices.ts';
import { sendAgain } from './outbox.ts';

/**
 * Opens the commission a task needs: it waits for the owner to hire. A repeated request changes nothing; a workflow that starts
 * anew (Temporal was restored from an older copy) gets the milestones there are. Throws on the number of another commission.
 */
export const openCommission =
  (pool: Pool) =>
  (request: CommissionRequest): Promise<void> =>
    inTransaction(pool, async (db) => {
      const { commissionNo, openedAt } = request;
      if (await insertCommission(db, request, opened(request)))
        return tellOf(db, { ...request, agencyNo: null }, { kind: 'open', seq: 0, at: openedAt, by: null });
      const known = await findCommissionToChange(db, commissionNo, sql`true`);
      if (!known || !isSame(known, request))
        throw contradiction(`the commission ${commissionNo} is on record for another project`);
      if (known.events > 0) await sendAgain(db, commissionNo);
    });

const isSame = (a: CommissionRow, b: CommissionRequest) =>
  a.orderNo === b.orderNo && a.task === b.task && a.projectCode === b.projectCode && a.uscc === b.uscc;
