import { CodeWords, IsoDay, WordsAnswer } from '@doudi/infra/http';
import { aboutReason, adviceReasons, tracks, type AdviceReason } from '@doudi/workflows';
import { z } from 'zod';

/** Why a track is advised, or is not feasible. */
const AdviceReasonAnswer = z
  .strictObject({
    code: z.enum(adviceReasons),
    /** where in the question the facts stand that it rests on */
    facts: z.array(z.string()),
    /** the rule or practice it rests on */
    basis: WordsAnswer,
    /** false where no source settles it, and the slower side was taken */
    isSettled: z.boolean(),
  })
  .meta({ id: 'AdviceReason' });

const order = {
  track: z.enum(tracks),
  budgetDays: z.int().min(1),
  /** if it were received now and nothing paused */
  dueDay: IsoDay,
  provisional: z.boolean(),
};

/** The track a project should order, why, and why no faster one. */
export const AdviceAnswer = z
  .strictObject({
    ...order,
    /** the fewest working days its order can have */
    leastDays: z.int().min(1),
    calendar: z.string(),
    day0: IsoDay,
    reasons: z.array(AdviceReasonAnswer),
    obstacles: z.array(
      z
        .strictObject({ track: z.enum(tracks), because: z.array(AdviceReasonAnswer) })
        .meta({ id: 'TrackObstacles' }),
    ),
    /** of the day by which the permit is wanted, if one was named */
    wanted: z
      .strictObject({
        day: IsoDay,
        provisional: z.boolean(),
        /** after day 0 through that day */
        workingDays: z.int().min(0),
        isKept: z.boolean(),
        /** the orders that would be done by then, the slowest first */
        keptBy: z.array(z.strictObject(order).meta({ id: 'OrderInTime' })),
      })
      .meta({ id: 'WantedDay' })
      .nullable(),
    words: CodeWords,
  })
  .meta({ id: 'Advice' });

export function showReason(code: AdviceReason): z.output<typeof AdviceReasonAnswer> {
  const { facts, basis, isUnsettled } = aboutReason(code);
  const [zh, en] = basis;
  return { code, facts: facts.map((fact) => `/${fact}`), basis: { zh, en }, isSettled: isUnsettled !== true };
}
