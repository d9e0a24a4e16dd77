import { inTransaction, type Pool } from '@doudi/infra/database';
import type { Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { findCommissionToChange } from './commissions.ts';
import { moveCommission } from './move-commission.ts';
import { cancelling } from './tenders.ts';

/** Ends a commission with its order; one that is over, or that there never was, stays as it is. */
export const endCommission =
  (pool: Pool) =>
  (commissionNo: string, { at, by }: { at: Instant; by: string }): Promise<void> =>
    inTransaction(pool, async (db) => {
      const commission = await findCommissionToChange(db, commissionNo, sql`true`);
      // a refusal says that it is over already, which is what was wanted
      if (commission)
        await moveCommission(
          db,
          commission,
          { kind: 'terminate', by, ...cancelling(db, commission, at) },
          at,
        );
    });
