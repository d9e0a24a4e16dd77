import { CodeWords, IsoDay, IsoInstant, type Answer, type Call } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import {
  buckets,
  orderSchedule,
  rangeOfDays,
  shanghaiIso,
  taskCodes,
  tracks,
  usedOf,
} from '@doudi/workflows';
import { withCarriedResults, type PlannedStep, type Schedule } from '@doudi/workflows';
import { z } from 'zod';
import { calendarInForce } from './calendar-in-force.ts';
import { carriedOver } from './carried-over.ts';
import { planOrdered, projectToOrderFor, refuseSecond, type OpenOrder } from './open-order.ts';
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
    /** of an order on demand: the days that can be named, and what binds the least of them */
    range: RangeAnswer.nullable(),
    steps: z.array(
      z
        .strictObject({
          ...stepShape,
          budgetDays: z.int().min(0),
          ...due,
          tasks: z.array(plannedTaskAnswer('Scheduled', { ...due, carriedFrom: z.string().nullable() })),
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
    const { body, db } = call;
    const project = await projectToOrderFor(call);
    const { code: projectCode } = project;
    const plan = planOrdered(body);
    await refuseSecond(db, projectCode);
    const receivedAt = await clock.now(db);
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
        steps: showSteps(
          plan.steps.map((step) => withCarriedResults(step, carried)),
          steps,
        ),
      }),
    };
  };

const showSteps = (planned: readonly PlannedStep[], schedule: Schedule['steps']) =>
  planned.map(({ tasks, ...step }) => {
    const { dueDay, isProvisional, tasks: days } = dayOf(schedule, step.code);
    return {
      ...step,
      budgetDays: tasks.reduce((sum, { budget }) => sum + budget, 0),
      ...sayProvisional({ dueDay, isProvisional }),
      tasks: tasks.map((task) => ({
        ...{ carriedFrom: null, ...showPlannedTask(task) },
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
