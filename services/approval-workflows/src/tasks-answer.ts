import { IsoDay, IsoInstant, pageOf, CodeWords } from '@doudi/infra/http';
import { reviewOpinions, stepCodes, taskCodes, taskStates } from '@doudi/workflows';
import { z } from 'zod';
import { Reason } from './reasons.ts';

/** An open task of a department as people read it. */
const DepartmentTaskAnswer = z
  .strictObject({
    orderNo: z.string(),
    projectCode: z.string(),
    projectName: z.string().nullable(),
    step: z.enum(stepCodes),
    task: z.enum(taskCodes),
    state: z.enum(taskStates),
    opinion: z.enum(reviewOpinions).nullable(),
    waitsFor: z.enum(['reviewer', 'checker']),
    budgetDays: z.int().min(0),
    openedAt: IsoInstant,
    dueDay: IsoDay.nullable(),
    /** working days, negative once it is late */
    daysLeft: z.int().nullable(),
    isLate: z.boolean(),
    provisional: z.boolean(),
    /** opinions, returns and decisions with what was written, in order: the reviewer reads why it came back, the checker what was advised */
    reasons: z.array(Reason),
  })
  .meta({ id: 'DepartmentTask' });
export const TasksAnswer = pageOf(DepartmentTaskAnswer).extend({ words: CodeWords });
