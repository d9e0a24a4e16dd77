import { getExternalWorkflowHandle } from '@temporalio/workflow';
import { caseWorkflowId } from '../messages/case.ts';
import type { StepOpening } from '../messages/step.ts';
import type { EscalationCause } from '../rules/lights-and-forecast/task-lateness.ts';
import { approvals } from './activities.ts';
import type { AgentFollower } from './follow-agent.ts';
import { caseHandles } from './handles.ts';
import { notify } from './notify.ts';
import type { StepState } from './step-state.ts';

/**
 * Sends a step to the fallback window: its case is raised with the first cause and told of every later one, of causes that a newer
 * calendar has taken back, of what was late and is decided, and of the end of the step. One after the other, so that the case hears of
 * them in the order in which they were.
 */
export function followCase(
  { orderNo, step: { code: step } }: StepOpening,
  stepState: StepState,
  agent: AgentFollower,
) {
  let telling: Promise<void> | undefined;
  let caseNo: string | undefined;
  /** what the case knows */
  let causes: readonly EscalationCause[] = [];
  const decided = new Set<string>();
  let hasEnded = false;
  return { start, settled, caseNo: () => caseNo };

  async function settled(): Promise<void> {
    while (telling) await telling;
  }

  function start(): void {
    if (telling || !hasNews()) return;
    telling = tell().then(() => {
      telling = undefined;
      start();
    });
  }

  function hasNews(): boolean {
    return raisedNow().length + undoneNow().length + decidedNow().length > 0 || isToEnd();
  }
  function raisedNow() {
    return stepState.causes().filter((one) => !causes.some((known) => isSame(one, known)));
  }
  function undoneNow() {
    if (stepState.isOver()) return [];
    return causes.filter((known) => !stepState.causes().some((one) => isSame(one, known)));
  }
  function decidedNow() {
    const late = causes.flatMap(({ task }) => task ?? []);
    return stepState.step().tasks.flatMap(({ code: task, closedAt: at }) => {
      return at !== null && late.includes(task) && !decided.has(task) ? [{ task, at }] : [];
    });
  }
  function isToEnd(): boolean {
    return caseNo !== undefined && stepState.isOver() && !hasEnded;
  }

  async function tell(): Promise<void> {
    for (const cause of raisedNow()) await raise(cause);
    if (caseNo === undefined) return;
    const told = getExternalWorkflowHandle(caseWorkflowId(caseNo));
    for (const gone of undoneNow()) {
      causes = causes.filter((known) => known !== gone);
      const { cause, task } = gone;
      const because = stepState.calendar().version;
      await notify(told, caseHandles.undone, { cause, task, at: stepState.now(), because });
    }
    for (const { task, at } of decidedNow()) {
      decided.add(task);
      await notify(told, caseHandles.decided, { task, at });
    }
    if (isToEnd()) await tellEnd(told);
  }

  async function raise(cause: EscalationCause): Promise<void> {
    const agentId = agent.agentId();
    causes = [...causes, cause];
    const isFirst = caseNo === undefined;
    caseNo = await approvals.raiseCase({ orderNo, step, ...cause });
    if (!isFirst) return;
    const missed = agent.lead(getExternalWorkflowHandle(caseWorkflowId(caseNo)), agentId);
    if (missed) await missed;
    if (!stepState.isOver())
      stepState.note('escalate', cause.at, null, { caseNo, cause: cause.cause, task: cause.task });
  }

  async function tellEnd(told: ReturnType<typeof getExternalWorkflowHandle>): Promise<void> {
    hasEnded = true;
    const { closedAt, outcome } = stepState.step();
    const at = closedAt ?? stepState.now();
    if (outcome !== 'withdrawn') return notify(told, caseHandles.decided, { task: null, at });
    return notify(told, caseHandles.end, { at, by: 'order', outcome, because: 'order-withdrawn' });
  }
}

const isSame = (a: EscalationCause, b: EscalationCause): boolean =>
  a.cause === b.cause && a.task === b.task && a.at === b.at;
