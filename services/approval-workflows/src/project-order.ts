import { inTransaction, type Pool } from '@doudi/infra/database';
import { orderWorkflowId, type OrderWrite } from '@doudi/workflows';
import { insertEvents } from './events.ts';
import { markOrderClosed } from './orders.ts';

/** Writes an order's new events and, when it has closed, how and when. */
export const projectOrder =
  ({ pool }: { pool: Pool }) =>
  (write: OrderWrite): Promise<void> =>
    inTransaction(pool, async (db) => {
      const { orderNo, generation, events, closedAt, outcome } = write;
      await insertEvents(db, { workflowId: orderWorkflowId(orderNo), generation, orderNo }, events);
      if (closedAt !== null && outcome !== null) await markOrderClosed(db, orderNo, closedAt, outcome);
    });
