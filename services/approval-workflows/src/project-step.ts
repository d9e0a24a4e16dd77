import { inTransaction, type Pool } from '@doudi/infra/database';
import type { OfficeClock } from '@doudi/infra/service';
import {
  dayEnds,
  stepWorkflowId,
  taskClock,
  type Calendar,
  type Instant,
  type OrderNews,
  type StepWrite,
  type TaskCode,
} from '@doudi/workflows';
import { insertEvents } from './events.ts';
import { insertLedgerChanges } from './ledger-changes.ts';
import { orderNews } from './order-news.ts';
import { getOrderForUpdate, markTold } from './orders.ts';
import type { CalendarReader } from './read-order.ts';
import { putStepForward } from './steps.ts';
import { putTasks } from './tasks.ts';

interface Needs {
  readonly pool: Pool;
  readonly clock: OfficeClock;
  readonly calendarOf: CalendarReader;
  readonly tellOrder: (orderNo: string, news: OrderNews) => Promise<void>;
}

/**
 * Writes a step's state and new events in one transaction, then tells the order's workflow when that changed its clock.
 * Every part is safe to repeat; a crash between commit and telling ends in telling again.
 */
export const projectStep =
  ({ pool, clock, calendarOf, tellOrder }: Needs) =>
  async (write: StepWrite): Promise<void> => {
    const { orderNo, generation, step, events } = write;
    const now = await clock.now();
    const { news, reading, isNew } = await inTransaction(pool, async (db) => {
      const order = await getOrderForUpdate(db, orderNo);
      const calendar = await calendarOf(db, order.calendarVersion);
      if (await putStepForward(db, write)) {
        await putTasks(db, orderNo, step, dueAts(calendar, write, now));
        await insertLedgerChanges(db, orderNo, step);
      }
      await insertEvents(
        db,
        { workflowId: stepWorkflowId(orderNo, step.code), generation, orderNo, step: step.code },
        events,
      );
      return orderNews(db, order, calendarOf, now);
    });
    if (!isNew) return;
    await tellOrder(orderNo, news);
    await markTold(pool, orderNo, news.revision, reading);
  };

/** Closing time of each open task's due day. */
function dueAts(calendar: Calendar, { step }: StepWrite, now: Instant): Map<TaskCode, Instant> {
  const due = step.tasks.map((task) => [task.code, taskClock(calendar, step, task, now)?.dueDay] as const);
  return new Map(due.flatMap(([code, day]) => (day ? [[code, dayEnds(calendar, day)] as const] : [])));
}
