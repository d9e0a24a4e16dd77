import type { Pool } from '@doudi/infra/database';
import type { IntakeActivities } from '@doudi/workflows';
import { markClosed } from './orders.ts';

/** What the workflows may have the service do. */
export const activities = ({ pool }: { pool: Pool }) =>
  ({
    async closeReceipt(orderNo, closing) {
      if (!(await markClosed(pool, orderNo, closing)))
        throw new Error(`There is no receipt of the order ${orderNo}`);
    },
  }) satisfies IntakeActivities;
