import { inTransaction } from '@doudi/infra/database';
import { insertNotices } from '@doudi/infra/http';
import {
  compactCalendar,
  orderWorkflowId,
  shanghaiDay,
  type Calendar,
  type CompactCalendar,
  type ReceivedOrder,
  type RecordedEvent,
  type Registration,
} from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import { getCalendarInForce } from './calendars.ts';
import { insertEvents } from './events.ts';
import { noticesOfOrder } from './notices-of-order.ts';
import { getOrderForUpdate, insertOrder, refuseAnother, startNextGeneration } from './orders.ts';

/**
 * Puts a new order on record and gives it the calendar in force, which it keeps; a repetition answers the same. A new run of an
 * order on record (Temporal was restored from an older copy) writes under the next generation. Throws on another order's number.
 */
export const registerOrder =
  ({ pool, calendarOf, gatewayUrl }: Pick<Dependencies, 'pool' | 'calendarOf' | 'gatewayUrl'>) =>
  async (order: ReceivedOrder, runId = null as string | null): Promise<Registration> => {
    const { orderNo, receivedAt } = order;
    const { calendar, generation } = await inTransaction(pool, async (db) => {
      await insertOrder(db, order, runId, (await getCalendarInForce(db)).version);
      const row = await getOrderForUpdate(db, orderNo);
      refuseAnother(row, order);
      const generation = await startNextGeneration(db, row, runId);
      const events = [receiveEvent(order)];
      await insertEvents(db, { workflowId: orderWorkflowId(orderNo), generation, orderNo }, events);
      await insertNotices(db, noticesOfOrder(row, { generation, events }));
      return { calendar: await calendarOf(db, row.calendarVersion), generation };
    });
    return {
      ...(gatewayUrl && { pageUrl: pageOf(gatewayUrl, orderNo) }),
      generation,
      calendar: since(calendar, shanghaiDay(receivedAt).slice(0, 4)),
    };
  };

/** The first event of every order. */
export const receiveEvent = ({ receivedAt, agentId, plan }: ReceivedOrder): RecordedEvent => ({
  seq: 1,
  at: receivedAt,
  kind: 'receive',
  by: agentId,
  detail: { track: plan.track, budgetDays: plan.budget },
});

/** What the rules need of it: years before the order's own decide nothing, and names are for people. */
export const since = ({ off, work, ...calendar }: Calendar, year: string): CompactCalendar =>
  compactCalendar({
    ...calendar,
    off: off.filter((day) => day >= year),
    work: work.filter((day) => day >= year),
  });

/**
 * Where a person reads the progress of an order in a browser: the URL itself answers programs, which bring a token. On this page one
 * signs in; the number is filled in.
 */
const pageOf = (gatewayUrl: string, orderNo: string) =>
  `${gatewayUrl}/docs?orderNo=${orderNo}#/progress/getProgressOrderNo`;
