import { condition, ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import type { Instant } from '../domain/instant.ts';
import { inBoth } from '../domain/words.ts';
import { caseWorkflowId, type CaseOpening } from '../messages/case.ts';
import type { StepOpening } from '../messages/step.ts';
import { approvals } from './activities.ts';
import { caseHandles } from './case-handles.ts';
import { resolveCase } from './resolve-case.ts';
import { attributes, orderAttributes } from './search-attributes.ts';
import type { StepKeeper } from './step-keeper.ts';
import { tell } from './tell.ts';

/** Opens the fallback case of a step at its first red light: one, ever. It outlives the step, but not a withdrawal. */
export function followCase(opening: StepOpening, keeper: StepKeeper) {
  let following: Promise<void> | undefined;
  return {
    start(): void {
      const red = keeper.marks().find(({ light }) => light === 'RED');
      if (red) following ??= follow(red.at);
    },
    settled: async () => following,
  };

  async function follow(redAt: Instant): Promise<void> {
    const caseNo = await approvals.numberCase(opening.orderNo, opening.step.code, redAt);
    const child = await startChild(resolveCase, childOfStep(opening, caseNo, redAt));
    if (keeper.step().closedAt === null) keeper.note('escalate', redAt, null, { caseNo });
    await condition(() => keeper.step().closedAt !== null);
    const { closedAt, outcome } = keeper.step();
    if (closedAt !== null && outcome === 'withdrawn')
      await tell(child, caseHandles.end, { at: closedAt, by: 'order', outcome });
  }
}

function childOfStep(opening: StepOpening, caseNo: string, openedAt: Instant) {
  const { orderNo, track, agentId, calendar, clock, step } = opening;
  const opened: CaseOpening = { caseNo, orderNo, step: step.code, track, agentId, openedAt, calendar, clock };
  return {
    workflowId: caseWorkflowId(caseNo),
    args: [opened] as [CaseOpening],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    workflowTaskTimeout: workflowInfo().taskTimeoutMs,
    staticSummary: `${inBoth('case')} ${caseNo} · ${inBoth(step.code)} · ${orderNo}`,
    typedSearchAttributes: [...orderAttributes(opening), { key: attributes.stepCode, value: step.code }],
  };
}
