import { allHandlersFinished, condition, isCancellation, setHandler } from '@temporalio/workflow';
import type { StepClosing, StepOpening } from '../messages/step.ts';
import type { Ending } from '../messages/order.ts';
import { alarm } from './alarm.ts';
import { decisions } from './decisions.ts';
import { followCase } from './follow-case.ts';
import { followCommissions } from './follow-commissions.ts';
import { stepHandles } from './handles.ts';
import { stepKeeper } from './step-keeper.ts';
import { stepView } from './step-view.ts';

/** One step of one order, whichever of the five: decided by its departments and agencies, marked by the clock. */
export async function approvalStep(opening: StepOpening): Promise<StepClosing> {
  const keeper = stepKeeper(opening);
  const { judge, decide } = decisions(keeper);
  setHandler(stepHandles.review, decide, {
    validator: judge,
    description: "A reviewer's opinion on the open task",
  });
  setHandler(stepHandles.check, decide, {
    validator: judge,
    description: 'A second person checks and decides',
  });
  setHandler(stepHandles.commissionMoved, keeper.move, {
    description: 'The owner or an agency moved the commission',
  });
  setHandler(stepHandles.moveCalendar, keeper.moveCalendar, { description: 'A newer calendar is in force' });
  setHandler(stepHandles.end, end, { description: 'The order ends before its permit' });

  const commissions = followCommissions(opening, keeper);
  const escalation = followCase(opening, keeper);
  const show = stepView(opening);
  const next = alarm(opening.clock);
  try {
    for (;;) {
      keeper.noteLights();
      show(keeper.calendar(), keeper.step(), keeper.now(), keeper.isEscalated());
      commissions.start();
      const seen = keeper.step().events;
      await keeper.putOnRecord();
      escalation.start();
      if (keeper.isOver() && keeper.step().events === seen) break;
      next.setFor(keeper.nextMarkAt());
      await condition(() => keeper.step().events > seen || next.hasRung());
    }
  } catch (error) {
    if (!isCancellation(error)) throw error;
    end({ outcome: 'withdrawn', by: 'system', at: keeper.now() });
    keeper.noteLights();
    await keeper.putOnRecord();
    throw error;
  }
  await Promise.all([commissions.settled(), escalation.settled()]);
  await condition(allHandlersFinished);
  const { outcome, closedAt } = keeper.step();
  return { outcome: outcome ?? 'approved', closedAt: closedAt ?? keeper.now() };

  function end({ outcome, by, at }: Ending): void {
    keeper.take({ kind: 'end', outcome, by: { subject: by }, at }, { outcome });
  }
}
