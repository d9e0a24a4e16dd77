import { type Call, unfit } from '@doudi/infra/http';
import { type Calendar, type Day, isWorkingDay, previousWorkingDay } from '@doudi/workflows';
import type { z } from 'zod';
import { actOnTask, acts, type StopRequestBody } from './act-on-task.ts';
import type { Dependencies } from './dependencies.ts';
import { findOrderRow } from './orders.ts';
import type { OfTask } from './task-in-plan.ts';

type StopCall = Call<z.output<typeof StopRequestBody>, OfTask>;

/**
 * Asks leave for a legal stop. Its last day is worked: an office day begins at 17:00 of the one before, so a stop through a
 * Saturday would exclude the Monday, which nobody meant.
 */
export const requestStop = (needs: Pick<Dependencies, 'call' | 'calendarOf'>) =>
  actOnTask(needs, acts.requestStop, {
    refuseUnfit: async ({ db, params, body }: StopCall) => {
      const row = await findOrderRow(db, params.orderNo);
      if (row) refuseDayOff(await needs.calendarOf(db, row.calendarVersion), body.lastDay as Day);
    },
  });

function refuseDayOff(calendar: Calendar, day: Day): void {
  if (isWorkingDay(calendar, day)) return;
  const before = previousWorkingDay(calendar, day);
  const fault = {
    zh: `须为工作日，如此前的 ${before}`,
    en: `must be a working day, such as ${before} before it`,
  };
  throw unfit([{ at: '/lastDay', fault }]);
}
