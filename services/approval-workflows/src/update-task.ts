import { setTimeout as pause } from 'node:timers/promises';
import type { Queryable } from '@doudi/infra/database';
import { type Answer, IsoInstant } from '@doudi/infra/http';
import {
  shanghaiIso,
  stepCodes,
  stepWorkflowId,
  taskCodes,
  taskStates,
  type Actor,
  type DecisionReceipt,
  type PlannedStep,
  type TaskCode,
} from '@doudi/workflows';
import { z } from 'zod';
import type { CallWorkflow } from './call-workflow.ts';
import { findStepOutcome, isOpening } from './steps.ts';
import { type Text, withText } from './texts.ts';
import { refuse } from './words.ts';

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

/** Something a person does with a task of a step. */
export interface TaskUpdate {
  readonly orderNo: string;
  readonly step: PlannedStep;
  readonly task: TaskCode;
  readonly by: Actor;
  /** the name of the update */
  readonly name: string;
  /** what it says beside task, person and text */
  readonly says: object;
  readonly text: Text | undefined;
  readonly requestKey: string;
}

/** Has the step's workflow take the update, with the id of the text that was written, and answers where the task stands. */
export async function updateTask(db: Queryable, call: CallWorkflow, update: TaskUpdate): Promise<Answer> {
  const { orderNo, step, task, by, name, says, text, requestKey } = update;
  const workflowId = stepWorkflowId(orderNo, step.code);
  const written = { text, by: by.subject, requestKey, orderNo };
  const receipt = await withText(db, written, async (note) => {
    const arg = { task, by, ...says, note };
    const taken = await onceOpen(
      () => call<DecisionReceipt>({ workflowId, name, updateId: requestKey, arg }),
      () => isOpening(db, orderNo, step),
    );
    if (!taken) throw await whyClosed(db, orderNo, step.code);
    return taken;
  });
  return { body: { orderNo, step: step.code, ...receipt, at: shanghaiIso(receipt.at) } };
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
