import { inTransaction, type Pool } from '@doudi/infra/database';
import type { OfficeClock } from '@doudi/infra/service';
import { shanghaiDay, type ApprovalActivities, type OrderNews } from '@doudi/workflows';
import { markPublished } from './calendars.ts';
import { numberCase } from './cases.ts';
import { moveOpenOrders } from './move-open-orders.ts';
import { moveOrder } from './move-order.ts';
import { orderNews } from './order-news.ts';
import { getOrderForUpdate, markTold } from './orders.ts';
import { projectCase } from './project-case.ts';
import { projectOrder } from './project-order.ts';
import { projectStep } from './project-step.ts';
import type { CalendarReader } from './read-order.ts';
import { registerOrder } from './register-order.ts';

interface Needs {
  readonly pool: Pool;
  readonly clock: OfficeClock;
  readonly calendarOf: CalendarReader;
  readonly gatewayUrl: string | undefined;
  readonly tellOrder: (orderNo: string, news: OrderNews) => Promise<void>;
  readonly tellCalendar: (orderNo: string, version: string) => Promise<void>;
}

/** What the workflows may have the departments' floor do. */
export const activities = (needs: Needs) => {
  const { pool, clock, calendarOf } = needs;
  return {
    registerOrder: registerOrder(needs),
    projectStep: projectStep(needs),
    projectOrder: projectOrder(needs),
    projectCase: projectCase(needs),
    moveOrder: moveOrder(needs),
    moveOpenOrders: moveOpenOrders(needs),
    publishVersion: async (version) => void (await markPublished(pool, version)),
    numberCase: (orderNo, step, openedAt) =>
      inTransaction(pool, async (db) => {
        const number = await numberCase(db, {
          orderNo,
          step,
          openedAt: new Date(openedAt),
          day: shanghaiDay(openedAt),
        });
        if (!number) throw new Error(`the case of ${orderNo} ${step} has no number`);
        return number;
      }),
    // the answer is the telling: the order's workflow asked for it
    readOrderNews: async (orderNo) => {
      const now = await clock.now();
      const { news, reading } = await inTransaction(pool, async (db) =>
        orderNews(db, await getOrderForUpdate(db, orderNo), calendarOf, now),
      );
      await markTold(pool, orderNo, news.revision, reading);
      return news;
    },
  } satisfies ApprovalActivities;
};
