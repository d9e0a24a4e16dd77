import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import { dayEnds, officeDay } from '../calendar/office-day.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { overrunDays } from './credit.ts';

/** Work that goes on: since when, and how many working days of the contract were left then; negative when they were over. */
export interface RunningWork {
  readonly begunAt: Instant;
  readonly daysLeft: number;
}

/** The day by which work that goes on is promised. */
export const promisedDay = (calendar: Calendar, { begunAt, daysLeft }: RunningWork): Day =>
  addWorkingDays(calendar, officeDay(calendar, begunAt), daysLeft);

/** When work that goes on is more than ten working days past its contract: the end of the tenth, and never before it began. */
export const overrunAt = (calendar: Calendar, { begunAt, daysLeft }: RunningWork): Instant =>
  Math.max(
    begunAt,
    dayEnds(calendar, addWorkingDays(calendar, officeDay(calendar, begunAt), daysLeft + overrunDays)),
  );
