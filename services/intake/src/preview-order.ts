import { CodeWords, IsoDay, IsoInstant, type Answer, type Call } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { orderBefore, orderSchedule, rangeOfDays, shanghaiIso, tracks } from '@doudi/workflows';
import type { Plan, Schedule } from '@doudi/workflows';
import { z } from 'zod';
import { calendarInForce } from './calendar-in-force.ts';
import { planOrdered, projectToOrderFor, refuseSecond, type OpenOrder } from './open-order.ts';
import { listClosed } from './orders.ts';
import { plannedTaskAnswer, RangeAnswer, showPlannedTask, stepShape } from './planned-answer.ts';
import { withWords } from './with-words.ts';

const due = { dueDay: IsoDay, provisional: z.boolean() };

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
    /**
     * an order that ended lately, whose days and valid results it would go on with: they are counted as it is registered, so that it is
     * due earlier than shown here
     */
    goesOnFrom: z.string().nullable(),
    /** of an order on demand: the days that can be named, and what binds the least of them */
    range: RangeAnswer.nullable(),
    steps: z.array(
      z
        .strictObject({
          ...stepShape,
          budgetDays: z.int().min(0),
          ...due,
          tasks: z.array(plannedTaskAnswer('Scheduled', due)),
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
    const { code: projectCode } = await projectToOrderFor(call);
    const plan = planOrdered(body);
    await refuseSecond(db, projectCode);
    const receivedAt = await clock.now(db);
    const calendar = await calendarInForce(db);
    const { steps, ...days } = orderSchedule(calendar, plan, receivedAt);
    return {
      body: sayWords({
        ...{ projectCode, track: plan.track, calendar: calendar.version },
        receivedAt: shanghaiIso(receivedAt),
        ...sayProvisional(days),
        budgetDays: plan.budget,
        goesOnFrom: orderBefore(await listClosed(db, projectCode), receivedAt)?.orderNo ?? null,
        range: plan.track === '30' ? rangeOfDays(plan.track) : null,
        steps: showSteps(plan, steps),
      }),
    };
  };

const showSteps = (plan: Plan, schedule: Schedule['steps']) =>
  plan.steps.map(({ tasks, ...step }) => {
    const { dueDay, isProvisional, tasks: days } = dayOf(schedule, step.code);
    return {
      ...step,
      budgetDays: tasks.reduce((sum, { budget }) => sum + budget, 0),
      ...sayProvisional({ dueDay, isProvisional }),
      tasks: tasks.map((task) => ({ ...showPlannedTask(task), ...sayProvisional(dayOf(days, task.code)) })),
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
