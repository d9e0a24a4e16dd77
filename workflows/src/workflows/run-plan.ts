import { condition, startChild, type ChildWorkflowHandle } from '@temporalio/workflow';
import type { StepCode } from '../domain/tracks-and-steps.ts';
import type { PlannedStep } from '../domain/plan.ts';
import type {
  Ending,
  OrderClockUpdate,
  OrderClosing,
  ReceivedOrder,
  Registration,
} from '../messages/order.ts';
import type { StepClosing } from '../messages/step.ts';
import { approvalStep } from './approval-step.ts';
import type { AgentFollower } from './follow-agent.ts';
import type { TrackFollower } from './follow-track.ts';
import { childOfOrder } from './child-of-order.ts';
import { stepHandles } from './handles.ts';
import { notify } from './notify.ts';

export type OpenSteps = Set<ChildWorkflowHandle<typeof approvalStep>>;

/** What the steps need to know of their running order. */
export interface Running {
  registration(): Registration;
  /** sets what ends the order before its permit; the first one stays */
  end(ending: Ending): void;
  ending(): Ending | undefined;
  readonly agent: AgentFollower;
  readonly track: TrackFollower;
  /** takes what the order's clock reads */
  accept(update: OrderClockUpdate): void;
}

const notOpened = Promise.resolve(undefined);

/**
 * Opens each step when all before it are approved, at the instant the last of them closed, as the plan has it by then; ends all of them
 * once an ending is set. Plans of every track have the same steps in the same order.
 */
export async function runPlan(
  order: ReceivedOrder,
  running: Running,
  open: OpenSteps,
): Promise<OrderClosing> {
  const closings = new Map<StepCode, Promise<StepClosing | undefined>>();
  for (const step of order.plan.steps)
    closings.set(
      step.code,
      runStep(step, Promise.all(step.after.map((code) => closings.get(code) ?? notOpened))),
    );
  const all = (await Promise.all(closings.values())).filter((closing) => closing !== undefined);
  const ending = running.ending();
  const closedAt = Math.max(ending?.at ?? order.receivedAt, ...all.map((closing) => closing.closedAt));
  return { outcome: ending?.outcome ?? 'approved', closedAt };

  async function runStep(step: PlannedStep, before: Promise<(StepClosing | undefined)[]>) {
    const done = (await before).filter((closing) => closing?.outcome === 'approved') as StepClosing[];
    if (running.ending() || done.length < step.after.length) return undefined;
    const openedAt = Math.max(order.receivedAt, ...done.map((closing) => closing.closedAt));
    const child = await openStep(step, openedAt);
    let closing: StepClosing | undefined;
    const closed = child.result().then((value) => {
      closing = value;
      if (value.clock) running.accept(value.clock);
      if (value.caseNo) running.agent.leadCase(value.caseNo);
      running.track.leave(step.code);
    });
    await condition(() => closing !== undefined || running.ending() !== undefined);
    const ending = running.ending();
    if (ending && !closing) await notify(child, stepHandles.end, ending);
    await closed;
    open.delete(child);
    running.agent.leave(child);
    if (closing && closing.outcome !== 'approved' && closing.outcome !== 'withdrawn')
      running.end({ outcome: closing.outcome, by: 'department', at: closing.closedAt });
    return closing;
  }

  async function openStep({ code }: PlannedStep, openedAt: number) {
    const registration = running.registration();
    const agentId = running.agent.agentId();
    const plan = running.track.plan();
    const opening = childOfOrder({ ...order, agentId, plan }, registration, code, openedAt);
    const child = await startChild(approvalStep, opening);
    open.add(child);
    const missed = running.agent.lead(child, agentId);
    if (missed) await missed;
    const changed = running.track.lead(child, plan.track);
    if (changed) await changed;
    const { calendar } = running.registration();
    if (calendar !== registration.calendar) await notify(child, stepHandles.moveCalendar, { calendar });
    return child;
  }
}
