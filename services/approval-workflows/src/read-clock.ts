import { type Answer, type Call, IsoDay, IsoInstant } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { isProvisional, isWorkingDay, officeDay, shanghaiDay, shanghaiIso } from '@doudi/workflows';
import { z } from 'zod';
import { getCalendarInForce } from './calendars.ts';

export const ClockAnswer = z
  .strictObject({
    now: IsoInstant,
    officeDay: IsoDay,
    isWorkingDay: z.boolean(),
    provisional: z.boolean(),
    calendar: z.strictObject({ version: z.string(), publishedThrough: IsoDay }),
    /** how many times faster than real time; 1 in life */
    rate: z.number(),
  })
  .meta({ id: 'Clock' });

/** What time it is for the offices, and what day that belongs to. */
export const readClock =
  ({ clock }: { clock: OfficeClock }) =>
  async ({ db }: Call): Promise<Answer> => {
    const [now, { rate }, calendar] = await Promise.all([
      clock.now(),
      clock.setting(),
      getCalendarInForce(db),
    ]);
    const today = officeDay(calendar, now);
    return {
      body: {
        now: shanghaiIso(now),
        officeDay: today,
        isWorkingDay: isWorkingDay(calendar, shanghaiDay(now)),
        provisional: isProvisional(calendar, today),
        calendar: { version: calendar.version, publishedThrough: calendar.publishedThrough },
        rate,
      },
    };
  };
