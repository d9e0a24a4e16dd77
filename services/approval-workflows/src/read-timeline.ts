import { CodeWords, IsoDay, WordsAnswer, type Answer, type Call } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import {
  buckets,
  dayKindsBetween,
  isProvisional,
  officeDay,
  orderProgress,
  stepCodes,
  stepTimelines,
  taskCodes,
  wordsOf,
  type Calendar,
  type Day,
  type StepTimeline,
} from '@doudi/workflows';
import { z } from 'zod';
import type { CalendarReader } from './read-order.ts';
import { getOrder } from './read-progress.ts';
import { withWords } from './with-words.ts';

const TimelineSpan = z
  .strictObject({
    from: IsoDay,
    to: IsoDay,
    bucket: z.enum(buckets),
    task: z.enum(taskCodes).nullable(),
    /** of its working days those in the totals yet */
    chargedDays: z.int().min(0),
  })
  .meta({ id: 'TimelineSpan' });

const StepTimelineAnswer = z
  .strictObject({
    code: z.enum(stepCodes),
    /** by the plan alone, counted from the order's day 0 */
    planned: z.strictObject({ from: IsoDay, to: IsoDay }),
    /** null while it waits */
    day0: IsoDay.nullable(),
    closedDay: IsoDay.nullable(),
    dueDay: IsoDay.nullable(),
    /** from the first day that is not over to the one on which it is expected to finish; null once it is closed */
    expected: z.strictObject({ from: IsoDay, to: IsoDay }).nullable(),
    /** whether it is in the chain that decides the day of the permit */
    isBinding: z.boolean(),
    /** whose its working days were, in order */
    spans: z.array(TimelineSpan),
  })
  .meta({ id: 'StepTimeline' });

/** What a drawing of an order's steps on an axis of days needs. */
export const TimelineAnswer = z
  .strictObject({
    orderNo: z.string(),
    today: IsoDay,
    day0: IsoDay,
    closedDay: IsoDay.nullable(),
    dueDay: IsoDay.nullable(),
    forecastDay: IsoDay,
    /** every calendar day from day 0 to the last that is drawn, at most 1,000 */
    days: z.array(
      z.strictObject({
        day: IsoDay,
        kind: z.enum(['weekday', 'weekend', 'holiday', 'make-up-day']),
        /** of the holiday, where its notice is known */
        name: WordsAnswer.nullable(),
        provisional: z.boolean(),
      }),
    ),
    steps: z.array(StepTimelineAnswer),
    words: CodeWords,
  })
  .meta({ id: 'Timeline' });

/** No drawing is longer: an order is done in months, and what hangs for years is read in the ledger. */
const mostDays = 1_000;

/** An order's steps on the axis of days: as planned, as they went, and as they are expected to go on. */
export const readTimeline =
  (needs: { clock: OfficeClock; calendarOf: CalendarReader }) =>
  async ({ scope, params, db }: Call<unknown, { orderNo: string }>): Promise<Answer> => {
    const { row, order, calendar, now } = await getOrder(db, needs, scope, params.orderNo);
    const progress = orderProgress(calendar, order, now);
    const steps = stepTimelines(calendar, order, now);
    const { day0, dueDay, forecast } = progress;
    const today = officeDay(calendar, now);
    const closedDay = order.closedAt === null ? null : officeDay(calendar, order.closedAt);
    const last = lastDay([closedDay ?? today, forecast.day, dueDay, ...steps.flatMap(daysOf)]);
    return {
      body: sayWords({
        ...{ orderNo: row.orderNo, today, day0, closedDay, dueDay, forecastDay: forecast.day },
        days: daysBetween(calendar, day0, last),
        steps: steps.map((step) => ({
          ...step,
          dueDay: progress.steps.find(({ code }) => code === step.code)?.dueDay ?? null,
        })),
      }),
    };
  };

const sayWords = withWords(TimelineAnswer);

const daysOf = ({ planned, closedDay, expected }: StepTimeline) => [
  planned.to,
  closedDay,
  expected && expected.to,
];

/** Days compare as their texts do. */
const lastDay = (days: readonly (Day | null)[]): Day =>
  days.reduce<Day>((last, day) => (day !== null && day > last ? day : last), '' as Day);

const daysBetween = (calendar: Calendar, from: Day, to: Day) =>
  dayKindsBetween(calendar, { from, to, most: mostDays }).map(({ day, code, holiday }) => ({
    ...{ day, kind: code, name: holiday && wordsOf(holiday) },
    provisional: isProvisional(calendar, day),
  }));
