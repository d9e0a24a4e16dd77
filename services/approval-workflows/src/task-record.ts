import { IsoDay, IsoInstant } from '@doudi/infra/http';
import {
  categories,
  departments,
  lights,
  outcomes,
  stepCodes,
  taskCodes,
  taskStates,
  tracks,
} from '@doudi/workflows';
import { z } from 'zod';
import { HolderAnswer, TaskProgress } from './progress-answer.ts';
import { ProjectSheet } from './project-sheets.ts';
import { CodeWords } from './with-words.ts';

/** The plan of an order: its steps, who does their tasks, and the working days promised for each. */
const TaskPlan = z
  .strictObject({
    budgetDays: z.int().min(0),
    steps: z.array(
      z.strictObject({
        code: z.enum(stepCodes),
        after: z.array(z.enum(stepCodes)),
        tasks: z.array(
          z.strictObject({
            code: z.enum(taskCodes),
            kind: z.enum(['review', 'commission']),
            department: z.enum(departments).optional(),
            category: z.enum(categories).optional(),
            budgetDays: z.int().min(0),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'TaskPlan' });

/** What a department reads of an order it has a task of: the project, the plan, this task, and when its own tasks are due. */
export const TaskRecord = z
  .strictObject({
    orderNo: z.string(),
    projectCode: z.string(),
    uscc: z.string(),
    track: z.enum(tracks),
    outcome: z.enum(outcomes).nullable(),
    calendar: z.string(),
    today: IsoDay,
    receivedAt: IsoInstant,
    project: ProjectSheet.nullable(),
    plan: TaskPlan,
    step: z.strictObject({
      code: z.enum(stepCodes),
      state: z.enum(['waiting', 'open', 'done']),
      light: z.enum(lights).nullable(),
      holder: HolderAnswer.nullable(),
    }),
    task: TaskProgress,
    /** what its reviewer advised, while that waits for the check of another person */
    opinion: z.enum(['approve', 'refuse']).nullable(),
    reviewer: z.string().nullable(),
    openedAt: IsoInstant.nullable(),
    closedAt: IsoInstant.nullable(),
    /** the tasks of the caller's department in this order, in the order of the plan */
    ownTasks: z.array(
      z.strictObject({
        step: z.enum(stepCodes),
        task: z.enum(taskCodes),
        state: z.enum(taskStates),
        dueDay: IsoDay.nullable(),
        provisional: z.boolean(),
      }),
    ),
    words: CodeWords,
  })
  .meta({ id: 'TaskRecord' });
