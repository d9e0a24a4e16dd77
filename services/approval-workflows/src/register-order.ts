import { inTransaction, type Queryable } from '@doudi/infra/database';
import { insertNotices } from '@doudi/infra/http';
import {
  compactCalendar,
  orderWorkflowId,
  progressPage,
  shanghaiDay,
  type Calendar,
  type Carried,
  type CompactCalendar,
  type ReceivedOrder,
  type RecordedEvent,
  type Registration,
} from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import { getCalendarInForce } from './calendars.ts';
import { insertEvents } from './events.ts';
import { findCarried } from './find-carried.ts';
import { noticesOfOrder } from './notices-of-order.ts';
import {
  findOrderForUpdate,
  getOrderForUpdate,
  insertOrder,
  refuseAnother,
  startNextGeneration,
} from './orders.ts';

type Needed = Pick<Dependencies, 'pool' | 'calendarOf' | 'gatewayUrl'>;

/** What the workflow was answered. */
type Known = Pick<Registration, 'carried'>;

/**
 * Puts a new order on record, with the calendar in force and what it carries from an earlier order, both by value; a repetition answers
 * the same. A new run of an order on record (Temporal was restored from an older copy) writes under the next generation. `known` is
 * for a repair whose rows are lost. Throws on another order's number.
 */
export const registerOrder =
  ({ pool, calendarOf, gatewayUrl }: Needed) =>
  async (order: ReceivedOrder, runId = null as string | null, known?: Known): Promise<Registration> => {
    const { orderNo, receivedAt } = order;
    const { row, calendar, generation } = await inTransaction(pool, async (db) => {
      const row =
        (await findOrderForUpdate(db, orderNo)) ??
        (await putOnRecord(db, { order, runId, calendarOf }, known));
      refuseAnother(row, order);
      const generation = await startNextGeneration(db, row, { runId, plan: order.plan });
      const events = [receiveEvent(order, row.carried)];
      await insertEvents(db, { workflowId: orderWorkflowId(orderNo), generation, orderNo }, events);
      await insertNotices(db, noticesOfOrder(row, { generation, events }));
      return { row, calendar: await calendarOf(db, row.calendarVersion), generation };
    });
    return {
      ...(gatewayUrl && { pageUrl: progressPage(gatewayUrl, orderNo) }),
      ...(row.carried && { carried: row.carried }),
      generation,
      calendar: since(calendar, shanghaiDay(receivedAt).slice(0, 4)),
    };
  };

interface Opened extends Pick<Dependencies, 'calendarOf'> {
  readonly order: ReceivedOrder;
  readonly runId: string | null;
}

/** The row of an order that had none; of two who write it at once, the first one's. */
async function putOnRecord(db: Queryable, { order, runId, calendarOf }: Opened, known?: Known) {
  const { version: calendarVersion } = await getCalendarInForce(db);
  const carried = known ? (known.carried ?? null) : await findCarried(db, order, calendarOf);
  await insertOrder(db, order, { runId, calendarVersion, carried });
  return getOrderForUpdate(db, order.orderNo);
}

/** The first event of every order; what it takes over from an earlier one is on record with it. */
export const receiveEvent = (
  { receivedAt, agentId, plan }: ReceivedOrder,
  carried: Carried | null,
): RecordedEvent => ({
  seq: 1,
  at: receivedAt,
  kind: 'receive',
  by: agentId,
  detail: {
    ...{ track: plan.track, budgetDays: plan.budget },
    ...(carried && { carriedFrom: carried.orderNo, ...carried.buckets }),
  },
});

/** What the rules need of it: years before the order's own decide nothing, and names are for people. */
export const since = ({ off, work, ...calendar }: Calendar, year: string): CompactCalendar =>
  compactCalendar({
    ...calendar,
    off: off.filter((day) => day >= year),
    work: work.filter((day) => day >= year),
  });
