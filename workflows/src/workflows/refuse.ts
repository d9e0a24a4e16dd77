import { ApplicationFailure } from '@temporalio/workflow';
import type { Refusal } from '../domain/refusal.ts';
import { isRefusal } from '../domain/refusal.ts';

/** The failure type of a refusal by a rule; its first detail is the refusal. Callers know it by this name. */
const refusalType = 'Refusal';

/** Returns an accepted answer; throws on a refusal, which fails the update but not the workflow. */
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
