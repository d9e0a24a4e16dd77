import { inTransaction } from '@doudi/infra/database';
import { orderWorkflowId, type OrderClockUpdate, type OrderWrite } from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import { insertEvents } from './events.ts';
import { orderClockUpdate } from './order-clock-update.ts';
import { getOrderForUpdate, putOrderForward } from './orders.ts';

/** Writes an order's new events and how it stands; answers what its clock reads then. */
export const projectOrder =
  ({ pool, clock, calendarOf }: Pick<Dependencies, 'pool' | 'clock' | 'calendarOf'>) =>
  async (write: OrderWrite): Promise<OrderClockUpdate> => {
    const { orderNo, generation, events } = write;
    const asked = { calendarOf, now: await clock.now(), isWanted: true };
    const { update } = await inTransaction(pool, async (db) => {
      await insertEvents(db, { workflowId: orderWorkflowId(orderNo), generation, orderNo }, events);
      await putOrderForward(db, write);
      return orderClockUpdate(db, await getOrderForUpdate(db, orderNo), asked);
    });
    return update;
  };
