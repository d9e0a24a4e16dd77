import type { Calendar } from '../domain/calendar.ts';

/** A published version that all open orders are moved to. */
export interface Publication {
  readonly version: string;
}

/** What tells an order that a newer calendar is in force. */
export interface CalendarNews {
  readonly version: string;
}

/** What an order tells its open steps, with the calendar by value. */
export interface CalendarMove {
  readonly calendar: Calendar;
}

export const publicationWorkflowId = (version: string) => `calendar/${version}`;
