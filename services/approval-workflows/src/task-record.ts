import { ActionAnswer, IsoDay, IsoInstant, CodeWords } from '@doudi/infra/http';
import {
  categories,
  departments,
  lights,
  outcomes,
  paperKinds,
  reviewOpinions,
  stepCodes,
  taskCodes,
  taskStates,
  tracks,
} from '@doudi/workflows';
import { z } from 'zod';
import { CounterAnswer } from './counter-answer.ts';
import { HolderAnswer, TaskProgress } from './progress-answer.ts';
import { ProjectSheet } from './project-sheets.ts';
import { ResultAnswer } from './read-results.ts';
import { OnRecordAnswer } from './record-answer.ts';

/** The departments a review consults, and the working days they have. */
const Consults = z
  .strictObject({ departments: z.array(z.enum(departments)), days: z.int().min(0) })
  .meta({ id: 'Consults' });

/** A paper on the list of a task. */
const PlannedPaper = z
  .strictObject({ kind: z.enum(paperKinds), isMain: z.boolean(), byCommitment: z.boolean().optional() })
  .meta({ id: 'PlannedPaper' });

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
            papers: z.boolean().optional(),
            paperList: z.array(PlannedPaper).optional(),
            extendableBy: z.int().min(0).optional(),
            consults: Consults.optional(),
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
    counter: CounterAnswer,
    onRecord: OnRecordAnswer,
    /** what it has issued; null while it is not decided */
    result: ResultAnswer.nullable(),
    actions: z.array(ActionAnswer),
    /** what its reviewer advised, while that waits for the check of another person */
    opinion: z.enum(reviewOpinions).nullable(),
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
