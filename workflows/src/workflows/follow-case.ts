import { condition, ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import type { Instant } from '../domain/instant.ts';
import { inBoth } from '../domain/words.ts';
import { caseWorkflowId, type CaseOpening } from '../messages/case.ts';
import type { StepOpening } from '../messages/step.ts';
import { approvals } from './activities.ts';
import { caseHandles } from './handles.ts';
import { resolveCase } from './resolve-case.ts';
import { searchAttributes, orderAttributes } from '../domain/search-attributes.ts';
import type { StepKeeper } from './step-keeper.ts';
import { tell } from './tell.ts';

/**
 * Opens the fallback case of a step at its first red light: one, ever. It outlives the step, but not a withdrawal, nor a
 * calendar by which the step was never late; should that step turn red later, the same case is reopened.
 */
export function followCase(opening: StepOpening, keeper: StepKeeper) {
  let following: Promise<void> | undefined;
  let generation = 0;
  return { start, settled: async () => following };

  function start(): void {
    const red = keeper.marks().find(({ light }) => light === 'RED');
    if (!red || following || (keeper.isOver() && generation > 0)) return;
    following = follow(red.at).then(() => {
      following = undefined;
      start();
    });
  }

  async function follow(redAt: Instant): Promise<void> {
    generation += 1;
    const caseNo = await approvals.numberCase(opening.orderNo, opening.step.code, redAt);
    const child = await startChild(
      resolveCase,
      childOfStep(opening, keeper, { caseNo, openedAt: redAt, generation }),
    );
    if (!keeper.isOver()) keeper.note('escalate', redAt, null, { caseNo });
    await condition(() => keeper.isOver() || !keeper.isEscalated());
    const { closedAt, outcome } = keeper.step();
    const at = closedAt ?? keeper.now();
    if (outcome === 'withdrawn')
      await tell(child, caseHandles.end, { at, by: 'order', outcome, because: 'order-withdrawn' });
    if (closedAt !== null) return;
    const because = keeper.calendar().version;
    await tell(child, caseHandles.end, { at, by: 'calendar', outcome: 'no-longer-due', because });
    await child.result();
  }
}

type Numbered = Pick<CaseOpening, 'caseNo' | 'openedAt' | 'generation'>;

function childOfStep(opening: StepOpening, keeper: StepKeeper, numbered: Numbered) {
  const { orderNo, track, agentId, clock, step } = opening;
  const { caseNo } = numbered;
  const opened: CaseOpening = {
    ...{ orderNo, step: step.code, track, agentId, calendar: keeper.calendar(), clock },
    ...numbered,
  };
  return {
    workflowId: caseWorkflowId(caseNo),
    args: [opened] as [CaseOpening],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    workflowTaskTimeout: workflowInfo().taskTimeoutMs,
    staticSummary: `${inBoth('case')} ${caseNo} · ${inBoth(step.code)} · ${orderNo}`,
    typedSearchAttributes: [
      ...orderAttributes(opening),
      { key: searchAttributes.stepCode, value: step.code },
    ],
  };
}
