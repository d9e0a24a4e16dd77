import type { Calendar } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { Light } from '../domain/ledger.ts';
import type { Step, Task } from '../domain/step.ts';
import { stepAsOf } from './as-of.ts';
import { calendarIndex, type CalendarIndex } from './calendar-index.ts';
import { isPausing } from './charging.ts';
import { officeSerial } from './office-day.ts';
import { budgetOf, stepStretch, taskStretch } from './stretch.ts';
import { tally } from './tally.ts';

/** The light of a step as it stood at `now` (at its opening, if `now` is earlier). */
export function stepLight(calendar: Calendar, step: Step, now: Instant): Light {
  const index = calendarIndex(calendar);
  const at = Math.max(now, step.openedAt);
  return stepLightOn(index, stepAsOf(step, at), officeSerial(index, at));
}

/** The light of a step as it stands, on the office day `today`: the first that holds. */
export function stepLightOn(index: CalendarIndex, step: Step, today: number): Light {
  if (step.closedAt !== null) return 'DONE';
  const { isLate, inForce, due } = tally(index, stepStretch(step), today);
  if (isLate) return 'RED';
  if (isPausing(inForce)) return 'PAUSED';
  if (due !== null && due - today + 1 <= warningDays(step)) return 'YELLOW';
  const taskDue = openTaskDue(index, step, today);
  return taskDue !== null && today > taskDue ? 'YELLOW' : 'GREEN';
}

/** A step warns when at most three tenths of its budget in working days are left, and on its last day in any case. */
export const warningDays = ({ tasks }: Step): number =>
  Math.max(1, Math.floor((3 * budgetOf(tasks) + 9) / 10));

/** The task that is open as the step stands. */
export const openTask = (step: Step): Task | undefined =>
  step.tasks.find((task) => task.openedAt !== null && task.closedAt === null);

/** The serial of the day the open task is due. */
export function openTaskDue(index: CalendarIndex, step: Step, today: number): number | null {
  const task = openTask(step);
  const stretch = task ? taskStretch(step, task) : null;
  return stretch ? tally(index, stretch, today).due : null;
}
