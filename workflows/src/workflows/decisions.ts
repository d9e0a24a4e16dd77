import type { Actor } from '../domain/step.ts';
import type { RecordedEvent } from '../messages/activities.ts';
import type { Check, DecisionReceipt, Review } from '../messages/step.ts';
import { stepProgress, type StepEvent } from '../rules/state-machines/step-progress.ts';
import { accepted } from './refuse.ts';
import type { StepState } from './step-state.ts';

type Decision = Review | Check;

/** Review and check of a task. The validator asks the same rule as the handler, so a refusal leaves no history. */
export function decisions(stepState: StepState) {
  const judge = (decision: Decision): void =>
    void accepted(stepProgress(stepState.step(), eventOf(decision, stepState.now())));
  const decide = async (decision: Decision): Promise<DecisionReceipt> => {
    const { by: _actor, ...detail } = decision;
    const event: RecordedEvent = accepted(stepState.take(eventOf(decision, stepState.now()), { ...detail }));
    await stepState.untilWritten(event.seq);
    const task = stepState.step().tasks.find(({ code }) => code === decision.task);
    return {
      task: decision.task,
      state: task?.state ?? 'done',
      at: event.at,
      stepClosed: stepState.step().closedAt !== null,
    };
  };
  return { judge, decide };
}

function eventOf(decision: Decision, at: number): StepEvent {
  const { task } = decision;
  const by: Actor = decision.by;
  return 'opinion' in decision
    ? { kind: 'review', task, by, at, opinion: decision.opinion }
    : { kind: 'check', task, by, at, verdict: decision.verdict };
}
