import type { RecordedEvent } from '../messages/activities.ts';
import type { Check, DecisionReceipt, PapersArrived, Review, Supply, TaskAct } from '../messages/step.ts';
import type { StepEvent } from '../rules/state-machines/step-progress.ts';
import { flat } from './flat-detail.ts';
import { accepted } from './refuse.ts';
import type { StepState } from './step-state.ts';

type Decision = Review | Check | TaskAct | Supply | PapersArrived;

/** What people do with a task. The validator asks the same rule as the handler, so a refusal leaves no history. */
export function decisions(stepState: StepState) {
  const judge = (decision: Decision): void =>
    void accepted(stepState.judge(eventOf(decision, stepState.now())));
  const decide = async (decision: Decision): Promise<DecisionReceipt> => {
    const event: RecordedEvent = accepted(
      stepState.take(eventOf(decision, stepState.now()), detailOf(decision)),
    );
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

function eventOf(decision: Decision, now: number): StepEvent {
  const { task, by } = decision;
  const about = { task, by, at: now };
  if ('opinion' in decision) return { kind: 'review', ...about, ...saidOf(decision, 'opinion') };
  if ('verdict' in decision) return { kind: 'check', ...about, ...saidOf(decision, 'verdict') };
  if ('act' in decision) return { ...decision.act, ...about };
  if ('kinds' in decision) return arrivalOf(decision);
  return { kind: 'supply', ...about, at: decision.at };
}

/** That promised papers have come, as an event. */
export const arrivalOf = ({ task, by, kinds, at }: Omit<PapersArrived, 'note'>): StepEvent => ({
  ...{ kind: 'papers-arrived', task, by, kinds, at },
  since: at,
});

/** A decision, and what was missing as it was made, where that was judged. */
const saidOf = <D extends Review | Check, F extends keyof D>(decision: D, field: F) =>
  ({ [field]: decision[field], ...(decision.missing && { missing: decision.missing }) }) as Pick<
    D,
    F | 'missing'
  >;

/** What is recorded of it beside who and when; of an act that stands, nothing was missing but what is promised. */
export function detailOf(decision: Decision): RecordedEvent['detail'] {
  const { task, note } = decision;
  if ('kinds' in decision) return flat({ task, kinds: decision.kinds, since: decision.at });
  if (!('act' in decision)) {
    const { by: _actor, missing: _none, ...detail } = { missing: [], ...decision };
    return { ...detail };
  }
  const { kind: _kind, ...act } = decision.act;
  const { request = {}, missing: _none, barredSince: _bar, ...rest } = act as ActFields;
  const { kind: asked, ...what } = request as { kind?: string };
  return { task, ...(asked && { request: asked }), ...flat({ ...what, ...rest }), note };
}

/** What an act may say that is not recorded as it is. */
interface ActFields {
  readonly request?: object;
  readonly missing?: unknown;
  readonly barredSince?: unknown;
}
