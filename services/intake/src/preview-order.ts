import { CodeWords, IsoDay, IsoInstant, type Answer, type Call } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import {
  buckets,
  isDoneOnOpening,
  missingAt,
  orderSchedule,
  paperKinds,
  rangeOfDays,
  shanghaiIso,
  taskCodes,
  tracks,
  usedOf,
} from '@doudi/workflows';
import {
  withCarriedResults,
  type Instant,
  type PlannedStep,
  type PooledPaper,
  type Schedule,
} from '@doudi/workflows';
import { z } from 'zod';
import { calendarInForce } from './calendar-in-force.ts';
import { carriedOver } from './carried-over.ts';
import { planAsked, projectToOrderFor, refuseSecond, type OpenOrder } from './open-order.ts';
import { plannedTaskAnswer, RangeAnswer, showPlannedTask, stepShape } from './planned-answer.ts';
import { withWords } from './with-words.ts';

const due = { dueDay: IsoDay, provisional: z.boolean() };

/** What an order takes over from an earlier one of its project: working days by whose they were, and results that are still valid. */
const CarriedOver = z
  .strictObject({
    orderNo: z.string(),
    buckets: z.record(z.enum(buckets), z.int().min(0)),
    usedDays: z.int().min(0),
    results: z.array(z.enum(taskCodes)),
  })
  .meta({ id: 'CarriedOver' });

const scheduled = {
  ...due,
  carriedFrom: z.string().nullable(),
  /** the cited paper that stands for it */
  coveredBy: z.string().nullable(),
  /** of its papers, those that are not in the project's pool, or not valid any more */
  missing: z.array(z.enum(paperKinds)),
};

/** What an order would be: its plan, and the days by which all of it is due if nothing pauses. */
export const OrderPreview = z
  .strictObject({
    projectCode: z.string(),
    track: z.enum(tracks),
    /** the version of the calendar in force, by which the days are counted */
    calendar: z.string(),
    /** as if it were received at this moment */
    receivedAt: IsoInstant,
    day0: IsoDay,
    budgetDays: z.int().min(1),
    ...due,
    /** null where the first move is the enterprise's: its clock stands until that is done */
    dueDay: IsoDay.nullable(),
    /** an order that ended lately, with whose days and valid results it would go on */
    goesOnFrom: z.string().nullable(),
    carried: CarriedOver.nullable(),
    /** valid papers of the pool that can stand for a task, when the order names them in `cites` */
    citable: z.array(
      z
        .strictObject({ paperNo: z.string(), name: z.string(), tasks: z.array(z.enum(taskCodes)) })
        .meta({ id: 'CitablePaper' }),
    ),
    /** of an order on demand: the days that can be named, and what binds the least of them */
    range: RangeAnswer.nullable(),
    steps: z.array(
      z
        .strictObject({
          ...stepShape,
          budgetDays: z.int().min(0),
          ...due,
          tasks: z.array(plannedTaskAnswer('Scheduled', scheduled)),
        })
        .meta({ id: 'ScheduledStep' }),
    ),
    words: CodeWords,
  })
  .meta({ id: 'OrderPreview' });

const sayWords = withWords(OrderPreview);

/** The order that would be opened now, refused where the opening would be. Nothing is written. */
export const previewOrder =
  ({ clock }: { clock: OfficeClock }) =>
  async (call: Call<OpenOrder>): Promise<Answer> => {
    const { db } = call;
    const project = await projectToOrderFor(call);
    const { code: projectCode } = project;
    const receivedAt = await clock.now(db);
    const { plan, standing, citable } = await planAsked(call, receivedAt);
    await refuseSecond(db, projectCode);
    const pool = standing.map((paper) => ({ ...paper, endedAt: null }));
    const calendar = await calendarInForce(db);
    const carried = await carriedOver(db, project, { receivedAt, track: plan.track });
    const { steps, ...days } = orderSchedule(calendar, { plan, receivedAt, carried });
    return {
      body: sayWords({
        ...{ projectCode, track: plan.track, calendar: calendar.version },
        receivedAt: shanghaiIso(receivedAt),
        ...sayProvisional(days),
        budgetDays: plan.budget,
        goesOnFrom: carried?.orderNo ?? null,
        carried: carried && { ...carried, usedDays: usedOf(carried.buckets) },
        range: plan.track === '30' ? rangeOfDays(plan.track) : null,
        citable: citable.map(({ paper, tasks }) => ({
          paperNo: paper.paperNo,
          name: paper.name,
          tasks: [...tasks],
        })),
        steps: showSteps(
          plan.steps.map((step) => withCarriedResults(step, carried)),
          { schedule: steps, pool, at: receivedAt },
        ),
      }),
    };
  };

interface Seen {
  readonly schedule: Schedule['steps'];
  readonly pool: readonly PooledPaper[];
  readonly at: Instant;
}

const showSteps = (planned: readonly PlannedStep[], { schedule, pool, at }: Seen) =>
  planned.map(({ tasks, ...step }) => {
    const { dueDay, isProvisional, tasks: days } = dayOf(schedule, step.code);
    return {
      ...step,
      budgetDays: tasks.reduce((sum, { budget }) => sum + budget, 0),
      ...sayProvisional({ dueDay, isProvisional }),
      tasks: tasks.map((task) => ({
        ...{ carriedFrom: null, coveredBy: null, ...showPlannedTask(task) },
        missing: missingAt(isDoneOnOpening(task) ? [] : (task.paperList ?? []), pool, at),
        ...sayProvisional(dayOf(days, task.code)),
      })),
    };
  });

/** A schedule has a day for everything in its plan. */
function dayOf<T extends { readonly code: string }>(days: readonly T[], code: string): T {
  const found = days.find((one) => one.code === code);
  if (!found) throw new Error(`the schedule lacks ${code}`);
  return found;
}

const sayProvisional = <T extends { readonly isProvisional: boolean }>({ isProvisional, ...rest }: T) => ({
  ...rest,
  provisional: isProvisional,
});
