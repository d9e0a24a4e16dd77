import { inTransaction } from '@doudi/infra/database';
import { insertNotices } from '@doudi/infra/http';
import { orderWorkflowId, type OrderClockUpdate, type OrderWrite } from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import { insertEvents } from './events.ts';
import { noticesOfOrder } from './notices-of-order.ts';
import { orderClockUpdate } from './order-clock-update.ts';
import { getOrderForUpdate, putOrderForward } from './orders.ts';

/** Writes an order's new events, how it stands and what people are told of it; answers what its clock reads then. */
export const projectOrder =
  ({ pool, clock, calendarOf }: Pick<Dependencies, 'pool' | 'clock' | 'calendarOf'>) =>
  async (write: OrderWrite): Promise<OrderClockUpdate> => {
    const { orderNo, generation, events } = write;
    const asked = { calendarOf, now: await clock.now(), isWanted: true };
    const { update } = await inTransaction(pool, async (db) => {
      await insertEvents(db, { workflowId: orderWorkflowId(orderNo), generation, orderNo }, events);
      await putOrderForward(db, write);
      const order = await getOrderForUpdate(db, orderNo);
      await insertNotices(db, noticesOfOrder(order, write));
      return orderClockUpdate(db, order, asked);
    });
    return update;
  };
