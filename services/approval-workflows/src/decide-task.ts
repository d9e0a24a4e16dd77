import { setTimeout as pause } from 'node:timers/promises';
import type { Queryable } from '@doudi/infra/database';
import { type Answer, type Call, forbidden, IsoInstant, notFound, someLines } from '@doudi/infra/http';
import {
  departmentOf,
  shanghaiIso,
  stepCodes,
  type stepMessages,
  stepWorkflowId,
  taskCodes,
  taskStates,
  type DecisionReceipt,
  type Plan,
  type PlannedStep,
} from '@doudi/workflows';
import { z } from 'zod';
import type { CallWorkflow } from './call-workflow.ts';
import { OrderNo } from './order-no.ts';
import { findPlan } from './orders.ts';
import { findStepOutcome, isOpening } from './steps.ts';
import { withText } from './texts.ts';
import { noDepartment, noteFor, refuse, things } from './words.ts';

export const OfTask = z.strictObject({ orderNo: OrderNo, task: z.enum(taskCodes) });
type OfTask = z.output<typeof OfTask>;

export const ReviewBody = z
  .strictObject({ opinion: z.enum(['approve', 'refuse']), note: someLines(2_000).optional() })
  .refine(({ opinion, note }) => opinion === 'approve' || note, {
    path: ['note'],
    error: noteFor('opinion', 'refuse'),
  })
  .meta({ id: 'Review', examples: [{ opinion: 'approve' }, { opinion: 'refuse', note: '选址不符合规划' }] });
export const CheckBody = z
  .strictObject({ verdict: z.enum(['approve', 'return', 'refuse']), note: someLines(2_000).optional() })
  .refine(({ verdict, note }) => verdict === 'approve' || note, {
    path: ['note'],
    error: noteFor('verdict', 'return, refuse'),
  })
  .meta({ id: 'Check', examples: [{ verdict: 'approve' }, { verdict: 'return', note: '请补充依据' }] });

/** Where the task stands after it. */
export const DecisionAnswer = z
  .strictObject({
    orderNo: z.string(),
    step: z.enum(stepCodes),
    task: z.enum(taskCodes),
    state: z.enum(taskStates),
    at: IsoInstant,
    stepClosed: z.boolean(),
  })
  .meta({ id: 'Decision' });

type Decided = z.output<typeof ReviewBody> | z.output<typeof CheckBody>;

/** A reviewer's opinion or a checker's decision on an open task of the caller's department. */
export const decideTask =
  ({ call }: { call: CallWorkflow }, name: (typeof stepMessages)['review' | 'check']) =>
  async ({ caller, scope, params, body, db, requestKey }: Call<Decided, OfTask>): Promise<Answer> => {
    const { subject } = caller;
    const { department } = scope;
    if (!department) throw forbidden(noDepartment);
    const step = await stepOfTask(db, params, department);
    const { note: text, ...decision } = body;
    const { orderNo, task } = params;
    const workflowId = stepWorkflowId(orderNo, step.code);
    const receipt = await withText(db, { text, by: subject, requestKey, orderNo }, async (note) => {
      const arg = { task, by: { subject, department }, ...decision, note };
      const taken = await onceOpen(
        () => call<DecisionReceipt>({ workflowId, name, updateId: requestKey, arg }),
        () => isOpening(db, orderNo, step),
      );
      if (!taken) throw await whyClosed(db, orderNo, step.code);
      return taken;
    });
    return { body: { orderNo, step: step.code, ...receipt, at: shanghaiIso(receipt.at) } };
  };

/** The step a task belongs to, when it is one of the department's; a stranger may not know of it. */
async function stepOfTask(
  db: Queryable,
  { orderNo, task }: OfTask,
  department: string,
): Promise<PlannedStep> {
  const plan: Plan | undefined = await findPlan(db, orderNo);
  const step = plan?.steps.find(({ tasks }) =>
    tasks.some((one) => one.code === task && departmentOf(one) === department),
  );
  if (!step) throw notFound(things.task);
  return step;
}

/** Real milliseconds a decision waits for its step to open, at most, and between two looks. */
const openingMs = { most: 5_000, again: 50 };

/** A decision may follow at once the one that opens its step: it waits while that opening runs. */
async function onceOpen<T>(
  decide: () => Promise<T | undefined>,
  isToCome: () => Promise<boolean>,
): Promise<T | undefined> {
  const deadline = Date.now() + openingMs.most;
  for (let isLast = false; ;) {
    const decided = await decide();
    if (decided || isLast) return decided;
    // it may have opened between the two questions, so it is tried once more also when it is not to come
    isLast = !(await isToCome()) || Date.now() > deadline;
    if (!isLast) await pause(openingMs.again);
  }
}

async function whyClosed(db: Queryable, orderNo: string, step: PlannedStep['code']) {
  const outcome = await findStepOutcome(db, orderNo, step);
  return refuse(outcome ? { refused: 'step-closed', outcome } : { refused: 'task-not-open' });
}
