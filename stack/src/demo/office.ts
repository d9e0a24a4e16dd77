import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '@doudi/infra/failure';
import {
  dayBegins,
  officeDay,
  officeTime,
  realMsUntil,
  shippedCalendar,
  type Day,
  type Instant,
  type OfficeClock,
} from '@doudi/workflows';
import type { Api } from './api.ts';
import { asOption } from './day-length.ts';

/** Half an hour after an office day has begun (at 17:00 of the working day before) people begin to act. */
const settlingMs = 1_800_000;

export const dayMs = 86_400_000;

/** The office day an answer's instant belongs to. */
export const dayOf = (iso: string): Day => officeDay(shippedCalendar, Date.parse(iso));

export type Office = ReturnType<typeof openOffice>;

/** The office clock as the API answers it. Ours is set once the answer is here, so it runs a little behind, never ahead. */
export async function readOfficeClock(api: Api): Promise<OfficeClock> {
  const { now, rate } = await api.get<{ now: string; rate: number }>('supervisor-qian', '/v1/clock');
  return { officeAt: Date.parse(now), clockAt: Date.now(), rate };
}

/** When to act, and whether what was done came on its office day. */
export function openOffice(clock: OfficeClock, signal: AbortSignal) {
  const until = async (at: Instant): Promise<void> => {
    while (officeTime(clock, Date.now()) < at)
      await sleep(realMsUntil(clock, at, Date.now()), undefined, { signal });
  };
  return {
    signal,
    until,
    untilDay: (day: Day) => until(dayBegins(shippedCalendar, day) + settlingMs),
    /** A failure when `what` came after the end of its office day. */
    mustBeOn(day: Day, iso: string, what: string): void {
      if (dayOf(iso) > day)
        throw tooSlow(dayMs / clock.rate, `${what} came at ${iso}, after office day ${day}`);
    },
  };
}

const tooSlow = (realDayMs: number, why: string) =>
  failure(
    `This machine was too slow for an office day of ${asOption(realDayMs)} (${why}); try \`npm run demo -- --day ${asOption(2 * realDayMs)}\`.`,
  );
