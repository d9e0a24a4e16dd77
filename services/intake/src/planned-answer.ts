import {
  categories,
  departments,
  paperKinds,
  stepCodes,
  taskCodes,
  whatHelps,
  type PlannedTask,
  type TaskKind,
} from '@doudi/workflows';
import { z } from 'zod';

/** Budgets are working days; a limit by law says its unit. */
const Statutory = z
  .strictObject({ days: z.int().min(0), unit: z.enum(['working-day', 'calendar-day']) })
  .meta({ id: 'StatutoryLimit' });

const Consultation = z
  .strictObject({ departments: z.array(z.enum(departments)), days: z.int().min(1) })
  .meta({ id: 'PlannedConsultation' });

/** A paper on a task's list: without a main one nothing is decided, a minor one can be promised, some can be committed to instead. */
const PaperNeedAnswer = z
  .strictObject({ kind: z.enum(paperKinds), isMain: z.boolean(), byCommitment: z.boolean() })
  .meta({ id: 'PaperNeed' });

const task = {
  code: z.enum(taskCodes),
  budgetDays: z.int().min(0),
  statutory: Statutory.nullable(),
  /** the papers the applicant hands in, if any */
  papers: z.array(PaperNeedAnswer),
  /** working days by which the limit by law can be extended, once */
  extendableBy: z.int().min(1).nullable(),
  consults: Consultation.nullable(),
};

/** A task of a plan by its kind, with what an answer says of it besides. */
export const plannedTaskAnswer = <Shape extends z.ZodRawShape>(id: string, more: Shape) => {
  const ofKind = {
    review: z
      .strictObject({ ...task, ...more, kind: z.literal('review'), department: z.enum(departments) })
      .meta({ id: `${id}Review` }),
    commission: z
      .strictObject({ ...task, ...more, kind: z.literal('commission'), category: z.enum(categories) })
      .meta({ id: `${id}Commission` }),
  } satisfies Record<TaskKind, z.ZodObject>;
  return z.discriminatedUnion('kind', [ofKind.review, ofKind.commission]).meta({ id: `${id}Task` });
};

/** The days that orders of a track can have, as the refusal of others names them. */
export const RangeAnswer = z
  .strictObject({
    least: z.int().min(1),
    most: z.int().min(1),
    binding: z.array(z.strictObject({ task: z.enum(taskCodes), min: z.int().min(1) })),
    whatHelps: z.array(z.enum(whatHelps)),
  })
  .meta({ id: 'RangeOfDays' });

export const stepShape = { code: z.enum(stepCodes), after: z.array(z.enum(stepCodes)) };

/** A task of a plan as people read it: what a plan leaves out is said. */
export const showPlannedTask = ({
  budget,
  statutory = null,
  papers: _hasList,
  paperList = [],
  extendableBy,
  consults,
  ...assigned
}: PlannedTask) => ({
  ...assigned,
  ...{ budgetDays: budget, statutory },
  papers: paperList.map((need) => ({ byCommitment: false, ...need })),
  extendableBy: extendableBy ?? null,
  consults: consults ? { ...consults, departments: [...consults.departments] } : null,
});
