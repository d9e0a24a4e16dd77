import { ActionAnswer, IsoDay, IsoInstant, CodeWords } from '@doudi/infra/http';
import { buckets, categories, departments, lights, outcomes, stepCodes } from '@doudi/workflows';
import { taskCodes, taskStates, tracks, type TaskKind } from '@doudi/workflows';
import { z } from 'zod';
import { CalendarMoveAnswer } from './calendar-answer.ts';
import { EndingAnswer } from './order-ending.ts';
import { TrackChangeAnswer } from './track-changes.ts';
import { Reason } from './reasons.ts';
import { StalePaperAnswer, TaskCommitment, TaskPaper, TaskPromise } from './papers-answer.ts';

/** Working days by whose they were. */
export const BucketsAnswer = z.record(z.enum(buckets), z.int().min(0)).meta({ id: 'Buckets' });

/** What an order takes over from an earlier one of its project; `usedDays` are those that use up its budget. */
export const CarriedAnswer = z
  .strictObject({
    orderNo: z.string(),
    buckets: BucketsAnswer,
    usedDays: z.int().min(0),
    /** the tasks whose results are still valid */
    results: z.array(z.enum(taskCodes)),
  })
  .meta({ id: 'Carried' });

const days = {
  budgetDays: z.int().min(0),
  usedDays: z.int().min(0),
  remainingDays: z.int(),
  dueDay: IsoDay.nullable(),
};

const judged = { dueDay: IsoDay.nullable(), isLate: z.boolean(), provisional: z.boolean() };

/** What was promised of a task, or what the law allows for it, and what became of that. */
const LimitAnswer = z
  .strictObject({ days: z.int().min(0), unit: z.enum(['working-day', 'calendar-day']), ...judged })
  .meta({ id: 'Limit' });

const task = {
  code: z.enum(taskCodes),
  state: z.enum(taskStates),
  ...days,
  ...judged,
  /** 17:00 of its due day, of a task that is late or was when it ended; null where it was in time */
  lateSince: IsoInstant.nullable(),
  limits: z.strictObject({ promised: LimitAnswer, statutory: LimitAnswer.nullable() }),
  /** the earlier order whose result is taken over; null where it must be done */
  carriedFrom: z.string().nullable(),
  /** the paper of the project's pool that stands for it; null where it must be done */
  coveredBy: z.string().nullable(),
  /** the papers the applicant hands in, as they stand now or stood when the task ended */
  papers: z.array(TaskPaper),
  /** what the applicant signed for papers that were missing */
  promises: z.array(TaskPromise),
  commitments: z.array(TaskCommitment),
  /** those it was done on that have been replaced or withdrawn since */
  stalePapers: z.array(StalePaperAnswer),
  /** what was written about it that the caller may read, in order */
  reasons: z.array(Reason),
  /** when what was issued was taken back */
  revokedAt: IsoInstant.nullable(),
};
const taskOfKind = {
  review: z
    .strictObject({ ...task, kind: z.literal('review'), department: z.enum(departments) })
    .meta({ id: 'ReviewProgress' }),
  commission: z
    .strictObject({
      ...task,
      kind: z.literal('commission'),
      category: z.enum(categories),
      /** of the commission that serves it, once it has opened */
      commissionNo: z.string().nullable(),
    })
    .meta({ id: 'CommissionProgress' }),
} satisfies Record<TaskKind, z.ZodObject>;
export const TaskProgress = z
  .discriminatedUnion('kind', [taskOfKind.review, taskOfKind.commission])
  .meta({ id: 'TaskProgress' });

/** Whose move it is. */
export const HolderAnswer = z
  .strictObject({
    role: z.enum(['reviewer', 'checker', 'enterprise', 'agency', 'stop']),
    department: z.enum(departments).optional(),
  })
  .meta({ id: 'Holder' });

const StepProgress = z
  .strictObject({
    code: z.enum(stepCodes),
    state: z.enum(['waiting', 'open', 'done']),
    light: z.enum(lights).nullable(),
    /** how it ended: a light that is ENDED does not tell in which way */
    outcome: z.enum(outcomes).nullable(),
    ...days,
    provisional: z.boolean(),
    buckets: BucketsAnswer,
    openTask: z.enum(taskCodes).nullable(),
    holder: HolderAnswer.nullable(),
    tasks: z.array(TaskProgress),
  })
  .meta({ id: 'StepProgress' });

/** When the permit is to be expected. */
export const ForecastAnswer = z
  .strictObject({
    day: IsoDay,
    provisional: z.boolean(),
    /** the tasks that decide the day, each with the day it finishes */
    chain: z.array(
      z.strictObject({
        step: z.enum(stepCodes),
        task: z.enum(taskCodes),
        finish: IsoDay,
        provisional: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Forecast' });

/** Where an order stands. */
export const ProgressAnswer = z
  .strictObject({
    orderNo: z.string(),
    projectCode: z.string(),
    uscc: z.string(),
    track: z.enum(tracks),
    outcome: z.enum(outcomes).nullable(),
    ending: EndingAnswer.nullable(),
    calendar: z.string(),
    today: IsoDay,
    receivedAt: IsoInstant,
    closedAt: IsoInstant.nullable(),
    day0: IsoDay,
    light: z.enum(lights),
    ...days,
    isLate: z.boolean(),
    provisional: z.boolean(),
    inForce: z.enum(buckets).nullable(),
    driving: z.enum(stepCodes).nullable(),
    /** with the days carried from an earlier order */
    buckets: BucketsAnswer,
    /** null where nothing was carried */
    carried: CarriedAnswer.nullable(),
    forecast: ForecastAnswer,
    /** the open tasks that are late by their own clock, and since when */
    lateTasks: z.array(
      z.strictObject({ step: z.enum(stepCodes), task: z.enum(taskCodes), since: IsoInstant }),
    ),
    steps: z.array(StepProgress),
    /** what the caller can do now */
    actions: z.array(ActionAnswer),
    /** the tracks and days it was on before, in order */
    trackChanges: z.array(TrackChangeAnswer),
    calendarMoves: z.array(CalendarMoveAnswer),
    words: CodeWords,
  })
  .meta({ id: 'Progress' });
