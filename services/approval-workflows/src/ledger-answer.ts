import { IsoDay, IsoInstant, WordsAnswer, CodeWords } from '@doudi/infra/http';
import { buckets, stepCodes, taskCodes, tracks } from '@doudi/workflows';
import { z } from 'zod';
import { BucketsAnswer, CarriedAnswer } from './progress-answer.ts';
import { Reason } from './reasons.ts';

/** What put a working day where it is; `id`, `who` and `at` are null where no event on record did. */
const LedgerEvent = z
  .strictObject({
    kind: z.string(),
    what: WordsAnswer,
    id: z.string().nullable(),
    who: z.string().nullable(),
    at: IsoInstant.nullable(),
    /** what was written with it, where the caller may read that */
    reason: Reason.nullable(),
  })
  .meta({ id: 'LedgerEvent' });

/** What happened on a day; `step` is null for what happened to the order itself. */
const DayEvent = z
  .strictObject({
    kind: z.string(),
    what: WordsAnswer,
    id: z.string(),
    step: z.enum(stepCodes).nullable(),
    task: z.enum(taskCodes).nullable(),
    who: z.string().nullable(),
    at: IsoInstant,
    reason: Reason.nullable(),
  })
  .meta({ id: 'DayEvent' });

/** One calendar day of an explained clock; totals are running, in working days. */
const LedgerDay = z
  .strictObject({
    day: IsoDay,
    weekday: WordsAnswer,
    working: z.boolean(),
    /** why it is worked or not; `name` is that of the holiday, where its notice is known */
    why: z.strictObject({
      code: z.enum(['weekday', 'weekend', 'holiday', 'make-up-day']),
      name: WordsAnswer.optional(),
    }),
    provisional: z.boolean(),
    bucket: z.enum(buckets).nullable(),
    event: LedgerEvent.nullable(),
    /** everything that happened on this office day, in order; what happened on a day off is with the working day it belongs to */
    events: z.array(DayEvent),
    task: z.enum(taskCodes).nullable(),
    /** the step that drove the clock */
    step: z.enum(stepCodes).nullable(),
    isCharged: z.boolean(),
    buckets: BucketsAnswer,
    used: z.int().min(0),
    remaining: z.int(),
  })
  .meta({ id: 'LedgerDay' });

/** The line before the first day: what the order takes over from an earlier one, and the event on record that says so. */
const CarriedLine = CarriedAnswer.extend({ what: WordsAnswer, event: z.string() }).meta({
  id: 'CarriedLine',
});

/** The explained clock of an order (`step` null) or of one of its steps. */
export const LedgerAnswer = z
  .strictObject({
    orderNo: z.string(),
    step: z.enum(stepCodes).nullable(),
    track: z.enum(tracks),
    calendar: z.string(),
    publishedThrough: IsoDay,
    today: IsoDay,
    day0: IsoDay,
    dueDay: IsoDay.nullable(),
    isLate: z.boolean(),
    provisional: z.boolean(),
    buckets: BucketsAnswer,
    budgetDays: z.int().min(0),
    usedDays: z.int().min(0),
    remainingDays: z.int(),
    /** null for a step, and where nothing was carried */
    carried: CarriedLine.nullable(),
    /** the totals of an order begin with what it carries */
    days: z.array(LedgerDay),
    words: CodeWords,
  })
  .meta({ id: 'Ledger' });
