import { condition, ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import { compactCalendar } from '../domain/compact-calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { Track } from '../domain/tracks-and-steps.ts';
import { inBoth } from '../domain/words.ts';
import { caseWorkflowId, type FormerCaseOpening } from '../messages/case.ts';
import type { StepOpening } from '../messages/step.ts';
import { approvals } from './activities.ts';
import type { AgentFollower } from './follow-agent.ts';
import { caseHandles } from './handles.ts';
import { resolveCase } from './resolve-case.ts';
import { searchAttributes, orderAttributes } from '../domain/search-attributes.ts';
import type { StepState } from './step-state.ts';
import { notify } from './notify.ts';

interface Followed {
  readonly opening: StepOpening;
  /** of the order, now */
  readonly track: () => Track;
}

/**
 * Opens the fallback case of a step that was opened before 2026-12 at its first red light. A step has at most one.
 * The case goes on after the step has closed, but it ends when the order is withdrawn, or when by a newer calendar there was no cause.
 * If there is one again later, the same case is reopened.
 */
export function followFormerCase({ opening, track }: Followed, stepState: StepState, agent: AgentFollower) {
  let following: Promise<void> | undefined;
  let openings = 0;
  let opened: string | undefined;
  return { start, settled: async () => following, caseNo: () => opened };

  function start(): void {
    const [first] = stepState.causes();
    if (!first || following || (stepState.isOver() && openings > 0)) return;
    following = follow(first.at).then(() => {
      following = undefined;
      start();
    });
  }

  async function follow(since: Instant): Promise<void> {
    openings += 1;
    const numbered = await approvals.numberCase(opening.orderNo, opening.step.code, since);
    const { caseNo, generation } =
      typeof numbered === 'string' ? { caseNo: numbered, generation: openings } : numbered;
    const agentId = agent.agentId();
    const child = await startChild(
      resolveCase,
      childOfStep({ ...opening, agentId, track: track() }, stepState, {
        caseNo,
        openedAt: since,
        generation,
        reopenings: openings - 1,
      }),
    );
    opened = caseNo;
    const missed = agent.lead(child, agentId);
    if (missed) await missed;
    if (!stepState.isOver()) stepState.note('escalate', since, null, { caseNo });
    await condition(() => stepState.isOver() || !stepState.isEscalated());
    const { closedAt, outcome } = stepState.step();
    const at = closedAt ?? stepState.now();
    if (outcome === 'withdrawn')
      await notify(child, caseHandles.end, { at, by: 'order', outcome, because: 'order-withdrawn' });
    if (closedAt !== null) return;
    const because = stepState.calendar().version;
    await notify(child, caseHandles.end, { at, by: 'calendar', outcome: 'no-longer-due', because });
    await child.result();
    agent.leave(child);
  }
}

type Numbered = Pick<FormerCaseOpening, 'caseNo' | 'openedAt' | 'generation' | 'reopenings'>;

function childOfStep(opening: StepOpening, stepState: StepState, numbered: Numbered) {
  const { orderNo, track, agentId, clock, step } = opening;
  const { caseNo, ...rest } = numbered;
  const opened: FormerCaseOpening = {
    ...{ caseNo, orderNo, step: step.code, track, agentId, ...rest },
    ...{ clock, calendar: compactCalendar(stepState.calendar()) },
  };
  return {
    workflowId: caseWorkflowId(caseNo),
    args: [opened] as [FormerCaseOpening],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    workflowTaskTimeout: workflowInfo().taskTimeoutMs,
    staticSummary: `${inBoth('case')} ${caseNo} · ${inBoth(step.code)} · ${orderNo}`,
    typedSearchAttributes: [
      ...orderAttributes(opening),
      { key: searchAttributes.stepCode, value: step.code },
    ],
  };
}
