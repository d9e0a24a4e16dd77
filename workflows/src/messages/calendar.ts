import type { GivenCalendar } from '../domain/compact-calendar.ts';

/** A published version that all open orders are moved to. */
export interface Publication {
  readonly version: string;
}

/** The signal to an order that a newer calendar is in force. */
export interface CalendarNotice {
  readonly version: string;
}

/** The signal of an order to its open steps, with the calendar by value. */
export interface CalendarMove {
  readonly calendar: GivenCalendar;
}

export const publicationWorkflowId = (version: string) => `calendar/${version}`;
