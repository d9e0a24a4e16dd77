import { allHandlersFinished, condition, isCancellation, setHandler } from '@temporalio/workflow';
import type { StepClosing, StepOpening } from '../messages/step.ts';
import type { Ending } from '../messages/order.ts';
import type { DueMark } from '../rules/state-machines/due-marks.ts';
import { openPromises } from '../rules/state-machines/paper-promises.ts';
import { approvals } from './activities.ts';
import { markTimer } from './mark-timer.ts';
import { arrivalOf, decisions, detailOf } from './decisions.ts';
import { showAgent } from './follow-agent.ts';
import { showTrack } from './follow-track.ts';
import { followCase } from './follow-case.ts';
import { followFormerCase } from './follow-former-case.ts';
import { followCommissions } from './follow-commissions.ts';
import { stepHandles } from './handles.ts';
import { openStepState } from './step-state.ts';
import { stepView } from './step-view.ts';

/** Runs one step of an order, any of the five: departments and agencies decide its tasks, the clock turns its lights. */
export async function approvalStep(opening: StepOpening): Promise<StepClosing> {
  const stepState = openStepState(opening);
  const { judge, decide } = decisions(stepState);
  setHandler(stepHandles.review, decide, {
    validator: judge,
    description: "A reviewer's opinion on the open task",
  });
  setHandler(stepHandles.check, decide, {
    validator: judge,
    description: 'A second person checks and decides',
  });
  setHandler(stepHandles.act, decide, {
    validator: judge,
    description: 'Acceptance, supplement, stop, extension, consultation, public notice',
  });
  setHandler(stepHandles.supply, decide, {
    validator: judge,
    description: 'The applicant supplies what was missing',
  });
  setHandler(stepHandles.papersArrived, decide, {
    validator: judge,
    description: 'Papers that were promised have come',
  });
  setHandler(stepHandles.commissionMoved, stepState.move, {
    description: 'The owner or an agency moved the commission',
  });
  setHandler(stepHandles.moveCalendar, stepState.moveCalendar, {
    description: 'A newer calendar is in force',
  });
  setHandler(stepHandles.reproject, stepState.reproject, {
    description: 'Writes its whole state again, under the next generation',
  });
  setHandler(stepHandles.end, end, { description: 'The order ends before its permit' });

  const agent = showAgent(opening.agentId);
  const track = showTrack(opening.track);
  const commissions = followCommissions(opening, stepState, agent);
  const escalation =
    opening.rulesVersion !== undefined && opening.rulesVersion >= 2
      ? followCase(opening, stepState, agent)
      : followFormerCase({ opening, track }, stepState, agent);
  const show = stepView(opening);
  const next = markTimer(opening.clock);
  try {
    for (;;) {
      const missing = stepState.missing();
      if (missing) await askArrivals(missing);
      stepState.noteMarks();
      show(stepState.calendar(), stepState.step(), stepState.now(), stepState.isEscalated());
      commissions.start();
      const seen = stepState.step().events;
      await stepState.putOnRecord();
      escalation.start();
      if (stepState.isOver() && stepState.step().events === seen) break;
      const lapsing = stepState.lapsing();
      if (lapsing) await (lapsing.kind === 'lapse' ? lapse(lapsing) : breakPromise(lapsing));
      const mark = stepState.nextMark();
      next.setFor(mark?.at ?? null, mark?.what ?? 'next-mark');
      await condition(() => stepState.step().events > seen || next.hasFired());
    }
  } catch (error) {
    if (!isCancellation(error)) throw error;
    end({ outcome: 'withdrawn', by: 'system', at: stepState.now() });
    stepState.noteMarks();
    await stepState.putOnRecord();
    throw error;
  }
  await Promise.all([commissions.settled(), escalation.settled()]);
  await condition(allHandlersFinished);
  const { outcome, closedAt } = stepState.step();
  const [clock, caseNo] = [stepState.orderClock(), escalation.caseNo()];
  return {
    outcome: outcome ?? 'approved',
    closedAt: closedAt ?? stepState.now(),
    ...(caseNo && { caseNo }),
    ...(clock && { clock }),
  };

  /** What was supplied in time counts, however late it is heard of; else the order ends for want of it. */
  async function lapse({ task, at }: DueMark): Promise<void> {
    const { supplements = [] } = stepState.step().tasks.find(({ code }) => code === task) ?? {};
    const after = supplements.at(-1)?.askedAt ?? opening.openedAt;
    const supply = await approvals.findSupply(opening.orderNo, task, { after, before: at });
    if (stepState.lapsing()?.at !== at) return;
    if (supply) stepState.take({ kind: 'supply', ...supply }, { task, note: supply.note, at: supply.at });
    else stepState.take({ kind: 'lapse', task, by: { subject: 'clock' }, at }, { task });
  }
  /** Puts on record which promised papers had come by then, however late it is heard of. */
  async function askArrivals({ task: code, at: before }: DueMark): Promise<void> {
    const task = stepState.step().tasks.find((one) => one.code === code);
    for (const { kinds, signedAt: after } of task ? openPromises(task) : []) {
      const at = await approvals.findArrival(opening.orderNo, kinds, { after, before });
      if (at === null) continue;
      const arrival = { task: code, by: { subject: 'intake' }, kinds, at, note: null };
      stepState.take(arrivalOf(arrival), detailOf(arrival));
    }
  }

  /** A promise that is not kept days after its day ends the order, unless the papers had come by now. */
  async function breakPromise(mark: DueMark): Promise<void> {
    await askArrivals(mark);
    const breaking = stepState.lapsing();
    if (breaking?.kind !== mark.kind || breaking.at !== mark.at) return;
    const { task, at } = mark;
    stepState.take({ kind: 'promise-broken', task, by: { subject: 'clock' }, at }, { task });
  }

  function end({ outcome, by, at }: Ending): void {
    stepState.take({ kind: 'end', outcome, by: { subject: by }, at }, { outcome });
  }
}
