import { condition, startChild } from '@temporalio/workflow';
import type { StepCode } from '../domain/catalogue.ts';
import type { PlannedStep } from '../domain/plan.ts';
import type { Ending, OrderClosing, ReceivedOrder, Registration } from '../messages/order.ts';
import type { StepClosing } from '../messages/step.ts';
import { approvalStep } from './approval-step.ts';
import { childOfOrder } from './child-of-order.ts';
import { tell } from './tell.ts';
import { stepHandles } from './step-handles.ts';

const unknown = Promise.resolve(undefined);

/** What ends an order before its permit: the first ending said stays. */
export interface Endings {
  say(ending: Ending): void;
  said(): Ending | undefined;
}

/** Opens each step when all before it are approved, at the instant the last of them closed; ends all when told. */
export async function runPlan(
  order: ReceivedOrder,
  registration: Registration,
  endings: Endings,
): Promise<OrderClosing> {
  const closings = new Map<StepCode, Promise<StepClosing | undefined>>();
  for (const step of order.plan.steps)
    closings.set(
      step.code,
      runStep(step, Promise.all(step.after.map((code) => closings.get(code) ?? unknown))),
    );
  const all = (await Promise.all(closings.values())).filter((closing) => closing !== undefined);
  const ending = endings.said();
  const closedAt = Math.max(ending?.at ?? order.receivedAt, ...all.map((closing) => closing.closedAt));
  return { outcome: ending?.outcome ?? 'approved', closedAt };

  async function runStep(step: PlannedStep, before: Promise<(StepClosing | undefined)[]>) {
    const done = (await before).filter((closing) => closing?.outcome === 'approved') as StepClosing[];
    if (endings.said() || done.length < step.after.length) return undefined;
    const openedAt = Math.max(order.receivedAt, ...done.map((closing) => closing.closedAt));
    const child = await startChild(approvalStep, childOfOrder(order, registration, step, openedAt));
    const result = child.result();
    let closing: StepClosing | undefined;
    const closed = result.then((value) => (closing = value));
    await condition(() => closing !== undefined || endings.said() !== undefined);
    const ending = endings.said();
    if (ending && !closing) await tell(child, stepHandles.end, ending);
    await closed;
    if (closing?.outcome === 'refused')
      endings.say({ outcome: 'refused', by: 'department', at: closing.closedAt });
    return closing;
  }
}
