import { inTransaction, type Queryable } from '@doudi/infra/database';
import {
  dayEnds,
  taskClock,
  type Calendar,
  type Instant,
  type OrderClockUpdate,
  type StepWrite,
  type TaskCode,
} from '@doudi/workflows';
import { insertDeliveries } from './deliveries.ts';
import { insertBrokenPromise } from './broken-promises.ts';
import type { Dependencies } from './dependencies.ts';
import { orderClockUpdate } from './order-clock-update.ts';
import { noticesOfStep } from './notices-of-step.ts';
import { getOrderForUpdate } from './orders.ts';
import { writeStep } from './step-rows.ts';

/**
 * Writes a step's state, its new events, the deliveries of what they issue and what people are told of them in one transaction, then notifies the order's workflow when
 * its clock changed; a step that has closed is answered the clock instead, and hands it on. Every part is safe to repeat, and a
 * repetition delivers the clock again, because the first time may have ended between commit and notification.
 */
export const projectStep =
  ({
    pool,
    clock,
    calendarOf,
    notifyOrder,
  }: Pick<Dependencies, 'pool' | 'clock' | 'calendarOf' | 'notifyOrder'>) =>
  async (write: StepWrite): Promise<OrderClockUpdate | undefined> => {
    const { orderNo, answersClock = false } = write;
    const now = await clock.now();
    const { update, isDelivered } = await inTransaction(pool, async (db) => {
      const order = await getOrderForUpdate(db, orderNo);
      const calendar = await calendarOf(db, order.calendarVersion);
      const notices = noticesOfStep({ order, write, calendar, now });
      await insertDeliveries(db, write);
      const isForward = await writeStep(db, write, { dueAt: dueAts(calendar, write, now), notices });
      await insertBreaches(db, write);
      return orderClockUpdate(db, order, { calendarOf, now, isWanted: answersClock || !isForward });
    });
    if (answersClock) return update;
    if (isDelivered) await notifyOrder(orderNo, update);
    return undefined;
  };

/** A promise that was not kept bars its enterprise from then on. */
async function insertBreaches(db: Queryable, { orderNo, step, events }: StepWrite): Promise<void> {
  for (const { kind, at: brokenAt, detail } of events) {
    if (kind !== 'promise-broken') continue;
    const task = detail['task'] as TaskCode;
    await insertBrokenPromise(db, { orderNo, task, step: step.code, kind: 'promise', brokenAt });
  }
}

/** Closing time of each open task's due day. */
function dueAts(calendar: Calendar, { step }: StepWrite, now: Instant): Map<TaskCode, Instant> {
  const due = step.tasks.map((task) => [task.code, taskClock(calendar, step, task, now)?.dueDay] as const);
  return new Map(due.flatMap(([code, day]) => (day ? [[code, dayEnds(calendar, day)] as const] : [])));
}
