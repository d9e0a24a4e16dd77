import {
  orderProgress,
  type Calendar,
  type Day,
  type Instant,
  type Light,
  type Order,
  type StepCode,
} from '@doudi/workflows';

/** What a calendar decides of an order or of one of its open steps. */
interface ClockSummary {
  readonly dueDay: Day | null;
  readonly light: Light | null;
  readonly provisional: boolean;
}

/** Where an order (step null) or an open step stands otherwise under another calendar. */
export interface CalendarChange {
  readonly step: StepCode | null;
  readonly before: ClockSummary;
  readonly after: ClockSummary;
}

/** Every difference between an order under two calendars, as of `now`. */
export function calendarChanges(order: Order, now: Instant, from: Calendar, to: Calendar): CalendarChange[] {
  const [before, after] = [clockSummaries(order, now, from), clockSummaries(order, now, to)];
  return [...before].flatMap(([step, was]) => {
    const is = after.get(step);
    const isSame =
      !is || (was.dueDay === is.dueDay && was.light === is.light && was.provisional === is.provisional);
    return isSame ? [] : [{ step, before: was, after: is }];
  });
}

function clockSummaries(order: Order, now: Instant, calendar: Calendar): Map<StepCode | null, ClockSummary> {
  const { dueDay, light, isProvisional, steps } = orderProgress(calendar, order, now);
  const open = steps.filter(({ state }) => state === 'open');
  return new Map<StepCode | null, ClockSummary>([
    [null, { dueDay, light, provisional: isProvisional }],
    ...open.map((step): [StepCode, ClockSummary] => [
      step.code,
      { dueDay: step.dueDay, light: step.light, provisional: step.isProvisional },
    ]),
  ]);
}
