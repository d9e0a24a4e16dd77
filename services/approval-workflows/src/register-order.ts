import { inTransaction } from '@doudi/infra/database';
import {
  compactCalendar,
  orderWorkflowId,
  shanghaiDay,
  type Calendar,
  type CompactCalendar,
  type ReceivedOrder,
  type Registration,
} from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import { getCalendarInForce } from './calendars.ts';
import { insertEvents } from './events.ts';
import { getOrderForUpdate, insertOrder } from './orders.ts';

/** Puts a new order on record and gives it the calendar in force, which it keeps; a repetition answers the same. */
export const registerOrder =
  ({ pool, calendarOf, gatewayUrl }: Pick<Dependencies, 'pool' | 'calendarOf' | 'gatewayUrl'>) =>
  async (order: ReceivedOrder): Promise<Registration> => {
    const { orderNo, receivedAt, agentId } = order;
    const calendar = await inTransaction(pool, async (db) => {
      await insertOrder(db, order, (await getCalendarInForce(db)).version);
      const event = {
        seq: 1,
        at: receivedAt,
        kind: 'receive',
        by: agentId,
        detail: { track: order.plan.track, budgetDays: order.plan.budget },
      };
      await insertEvents(db, { workflowId: orderWorkflowId(orderNo), generation: 1, orderNo }, [event]);
      return calendarOf(db, (await getOrderForUpdate(db, orderNo)).calendarVersion);
    });
    return {
      ...(gatewayUrl && { pageUrl: pageOf(gatewayUrl, orderNo) }),
      calendar: since(calendar, shanghaiDay(receivedAt).slice(0, 4)),
    };
  };

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
