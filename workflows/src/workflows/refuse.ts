import { ApplicationFailure } from '@temporalio/workflow';
import type { Refusal } from '../domain/refusal.ts';
import { isRefusal } from '../domain/refusal.ts';

/** The name under which a rule's refusal travels to the caller, with the refusal itself as its detail. */
const refusalType = 'Refusal';

/** Lets an accepted answer through; a refusal ends the update, never the workflow. */
export function accepted<T extends object>(answer: T | Refusal): T {
  if (isRefusal(answer))
    throw ApplicationFailure.create({
      message: answer.refused,
      type: refusalType,
      details: [answer],
      nonRetryable: true,
    });
  return answer;
}
