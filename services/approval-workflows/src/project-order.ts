import { inTransaction, type Queryable } from '@doudi/infra/database';
import { insertNotices } from '@doudi/infra/http';
import { orderWorkflowId, type OrderClockUpdate, type OrderWrite } from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import { insertEvents } from './events.ts';
import { noticesOfOrder } from './notices-of-order.ts';
import { orderClockUpdate } from './order-clock-update.ts';
import { getOrderForUpdate, putOrderForward, putPlan } from './orders.ts';
import { keepFormerPlan } from './track-changes.ts';

/** Puts the order on the plan of another track, and keeps the one it had. */
async function changePlan(db: Queryable, write: OrderWrite): Promise<void> {
  const { plan, carried = null } = write;
  if (!plan) return;
  await getOrderForUpdate(db, write.orderNo);
  await keepFormerPlan(db, write, plan);
  await putPlan(db, write, { plan, carried });
}

/** Writes an order's new events, how it stands and what people are told of it; answers what its clock reads then. */
export const projectOrder =
  ({ pool, clock, calendarOf }: Pick<Dependencies, 'pool' | 'clock' | 'calendarOf'>) =>
  async (write: OrderWrite): Promise<OrderClockUpdate> => {
    const { orderNo, generation, events } = write;
    const asked = { calendarOf, now: await clock.now(), isWanted: true };
    const { update } = await inTransaction(pool, async (db) => {
      await insertEvents(db, { workflowId: orderWorkflowId(orderNo), generation, orderNo }, events);
      await changePlan(db, write);
      await putOrderForward(db, write);
      const order = await getOrderForUpdate(db, orderNo);
      await insertNotices(db, noticesOfOrder(order, write));
      return orderClockUpdate(db, order, asked);
    });
    return update;
  };
