import { IsoDay, IsoInstant } from '@doudi/infra/http';
import { holidayCodes, lights, stepCodes } from '@doudi/workflows';
import { z } from 'zod';

const summary = {
  version: z.string(),
  state: z.enum(['draft', 'published']),
  publishedThrough: IsoDay,
  publishedAt: IsoInstant.nullable(),
  /** how far its publication has come: so many of the open orders are on it */
  moved: z.strictObject({ done: z.int().min(0), total: z.int().min(0) }).nullable(),
};

/** A version without its days. */
export const CalendarSummary = z.strictObject(summary).meta({ id: 'CalendarSummary' });
export const CalendarsAnswer = z.strictObject({ items: z.array(CalendarSummary), next: z.null() });

/** A version with all its days; `names` says which holiday a day is off, or worked, for. */
export const CalendarAnswer = z
  .strictObject({
    ...summary,
    off: z.array(IsoDay),
    work: z.array(IsoDay),
    names: z.record(z.string(), z.enum(holidayCodes)),
  })
  .meta({ id: 'Calendar' });

const ClockSummary = z
  .strictObject({ dueDay: IsoDay.nullable(), light: z.enum(lights).nullable(), provisional: z.boolean() })
  .meta({ id: 'ClockSummary' });

/** What another calendar makes of an order (`step` null) or of one of its open steps. */
const CalendarChange = z
  .strictObject({ step: z.enum(stepCodes).nullable(), before: ClockSummary, after: ClockSummary })
  .meta({ id: 'CalendarChange' });

/** What publishing would change, for the orders it would change something for. */
export const PreviewAnswer = z
  .strictObject({
    version: z.string(),
    /** open orders that were looked at */
    looked: z.int().min(0),
    items: z.array(
      z.strictObject({ orderNo: z.string(), from: z.string(), changes: z.array(CalendarChange) }),
    ),
    /** the `after` of the next question */
    next: z.string().nullable(),
  })
  .meta({ id: 'CalendarPreview' });

/** Which calendar moved an order, and what that changed. */
export const CalendarMoveAnswer = z
  .strictObject({
    fromVersion: z.string(),
    toVersion: z.string(),
    movedAt: IsoInstant,
    changes: z.array(CalendarChange),
  })
  .meta({ id: 'CalendarMove' });
