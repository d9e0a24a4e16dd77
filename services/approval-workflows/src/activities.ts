import { inTransaction } from '@doudi/infra/database';
import type { ApprovalActivities } from '@doudi/workflows';
import { findArrival } from './awaited-papers.ts';
import type { Dependencies } from './dependencies.ts';
import { markPublished } from './calendars.ts';
import { findDecided } from './find-decided.ts';
import { numberFormerCase } from './number-former-case.ts';
import { raiseCase } from './raise-case.ts';
import { moveOpenOrders } from './move-open-orders.ts';
import { moveOrder } from './move-order.ts';
import { orderClockUpdate } from './order-clock-update.ts';
import { getOrderForUpdate } from './orders.ts';
import { projectCase } from './project-case.ts';
import { projectOrder } from './project-order.ts';
import { projectStep } from './project-step.ts';
import { findSupplied } from './record-supplied.ts';
import { registerOrder } from './register-order.ts';

type Needed = Pick<
  Dependencies,
  'pool' | 'clock' | 'calendarOf' | 'gatewayUrl' | 'startCase' | 'tellCase' | 'notifyOrder' | 'notifyCalendar'
>;

/** What the workflows may have this service do; every one is safe to repeat. */
export const activities = (dependencies: Needed) => {
  const { pool, clock, calendarOf } = dependencies;
  return {
    registerOrder: registerOrder(dependencies),
    projectStep: projectStep(dependencies),
    projectOrder: projectOrder(dependencies),
    projectCase: projectCase(dependencies),
    findSupply: (orderNo, task, span) => findSupplied(pool, { orderNo, task }, span),
    findArrival: (orderNo, kinds, span) => findArrival(pool, { orderNo, kinds }, span),
    moveOrder: moveOrder(dependencies),
    moveOpenOrders: moveOpenOrders(dependencies),
    publishVersion: async (version) => void (await markPublished(pool, version)),
    numberCase: numberFormerCase(dependencies),
    raiseCase: raiseCase(dependencies),
    findDecided: (orderNo, asked) => findDecided(pool, orderNo, asked),
    readOrderNews: async (orderNo) => {
      const asked = { calendarOf, now: await clock.now(), isWanted: true };
      const { update } = await inTransaction(pool, async (db) =>
        orderClockUpdate(db, await getOrderForUpdate(db, orderNo), asked),
      );
      return update;
    },
  } satisfies ApprovalActivities;
};
