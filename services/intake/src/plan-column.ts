import { z } from 'zod';
import {
  categories,
  departments,
  paperKinds,
  stepCodes,
  taskCodes,
  tracks,
  type Plan,
  type TaskKind,
} from '@doudi/workflows';

const limit = z.object({ days: z.int().min(0), unit: z.enum(['working-day', 'calendar-day']) });
const task = {
  code: z.enum(taskCodes),
  budget: z.int().min(0),
  coveredBy: z.string().exactOptional(),
  statutory: limit.nullable().exactOptional(),
  papers: z.boolean().exactOptional(),
  paperList: z
    .array(
      z.object({ kind: z.enum(paperKinds), isMain: z.boolean(), byCommitment: z.boolean().exactOptional() }),
    )
    .exactOptional(),
  extendableBy: z.int().exactOptional(),
  consults: z.object({ departments: z.array(z.enum(departments)), days: z.int() }).exactOptional(),
};

const taskOfKind = {
  review: z.object({ ...task, kind: z.literal('review'), department: z.enum(departments) }),
  commission: z.object({ ...task, kind: z.literal('commission'), category: z.enum(categories) }),
} satisfies Record<TaskKind, z.ZodObject>;
const plannedTask = z.discriminatedUnion('kind', [taskOfKind.review, taskOfKind.commission]);

const plannedStep = z.object({
  code: z.enum(stepCodes),
  after: z.array(z.enum(stepCodes)),
  tasks: z.array(plannedTask),
});

/** A resolved plan as it leaves storage. */
export const planColumn: z.ZodType<Plan> = z.object({
  track: z.enum(tracks),
  budget: z.int(),
  steps: z.array(plannedStep),
});
