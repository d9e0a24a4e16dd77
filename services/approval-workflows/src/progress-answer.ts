import { IsoDay, IsoInstant } from '@doudi/infra/http/iso';
import { buckets, categories, departments, outcomes, stepCodes, taskCodes } from '@doudi/workflows';
import { taskStates, tracks } from '@doudi/workflows';
import { z } from 'zod';

const lights = ['GREEN', 'YELLOW', 'RED', 'PAUSED', 'DONE'] as const;

/** Working days by whose they were. */
export const BucketsAnswer = z.record(z.enum(buckets), z.int()).meta({ id: 'Buckets' });

const days = { budgetDays: z.int(), usedDays: z.int(), remainingDays: z.int(), dueDay: IsoDay.nullable() };

const task = { code: z.enum(taskCodes), state: z.enum(taskStates), ...days, isLate: z.boolean() };
const TaskProgress = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...task, kind: z.literal('review'), department: z.enum(departments) }),
    z.strictObject({ ...task, kind: z.literal('commission'), category: z.enum(categories) }),
  ])
  .meta({ id: 'TaskProgress' });

/** Whose move it is. */
const HolderAnswer = z
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
    ...days,
    provisional: z.boolean(),
    buckets: BucketsAnswer,
    openTask: z.enum(taskCodes).nullable(),
    holder: HolderAnswer.nullable(),
    tasks: z.array(TaskProgress),
  })
  .meta({ id: 'StepProgress' });

const ForecastAnswer = z
  .strictObject({
    day: IsoDay,
    provisional: z.boolean(),
    /** the tasks that decide the day, each with the day it finishes */
    chain: z.array(z.strictObject({ step: z.enum(stepCodes), task: z.enum(taskCodes), finish: IsoDay })),
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
    buckets: BucketsAnswer,
    forecast: ForecastAnswer,
    steps: z.array(StepProgress),
  })
  .meta({ id: 'Progress' });
