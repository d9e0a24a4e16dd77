import { inTransaction } from '@doudi/infra/database';
import {
  dayEnds,
  stepWorkflowId,
  taskClock,
  type Calendar,
  type Instant,
  type OrderClockUpdate,
  type StepWrite,
  type TaskCode,
} from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import { insertEvents } from './events.ts';
import { insertLedgerChanges } from './ledger-changes.ts';
import { orderClockUpdate } from './order-clock-update.ts';
import { getOrderForUpdate } from './orders.ts';
import { putStepForward } from './steps.ts';
import { putTasks } from './tasks.ts';

/**
 * Writes a step's state and new events in one transaction, then notifies the order's workflow when its clock changed; a step that has
 * closed is answered the clock instead, and hands it on. Every part is safe to repeat, and a repetition delivers the clock again, because
 * the first time may have ended between commit and notification.
 */
export const projectStep =
  ({
    pool,
    clock,
    calendarOf,
    notifyOrder,
  }: Pick<Dependencies, 'pool' | 'clock' | 'calendarOf' | 'notifyOrder'>) =>
  async (write: StepWrite): Promise<OrderClockUpdate | undefined> => {
    const { orderNo, generation, step, events, answersClock = false } = write;
    const now = await clock.now();
    const { update, isDelivered } = await inTransaction(pool, async (db) => {
      const order = await getOrderForUpdate(db, orderNo);
      const calendar = await calendarOf(db, order.calendarVersion);
      const isForward = await putStepForward(db, write);
      if (isForward) {
        await putTasks(db, orderNo, step, dueAts(calendar, write, now));
        await insertLedgerChanges(db, write);
      }
      await insertEvents(
        db,
        { workflowId: stepWorkflowId(orderNo, step.code), generation, orderNo, step: step.code },
        events,
      );
      return orderClockUpdate(db, order, { calendarOf, now, isWanted: answersClock || !isForward });
    });
    if (answersClock) return update;
    if (isDelivered) await notifyOrder(orderNo, update);
    return undefined;
  };

/** Closing time of each open task's due day. */
function dueAts(calendar: Calendar, { step }: StepWrite, now: Instant): Map<TaskCode, Instant> {
  const due = step.tasks.map((task) => [task.code, taskClock(calendar, step, task, now)?.dueDay] as const);
  return new Map(due.flatMap(([code, day]) => (day ? [[code, dayEnds(calendar, day)] as const] : [])));
}
