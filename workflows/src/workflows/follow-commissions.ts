import { condition, ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import type { Task } from '../domain/step.ts';
import { inBoth } from '../domain/words.ts';
import {
  commissionNoOf,
  commissionWorkflowId,
  type CommissionRequest,
  type CommissionRun,
} from '../messages/commission.ts';
import type { StepOpening } from '../messages/step.ts';
import { openTaskOf } from '../rules/state-machines/step-progress.ts';
import type { AgentFollower } from './follow-agent.ts';
import { commissionHandles } from './handles.ts';
import { runCommission } from './run-commission.ts';
import { searchAttributes, orderAttributes } from '../domain/search-attributes.ts';
import type { StepState } from './step-state.ts';
import { notify } from './notify.ts';

type Commissioned = Extract<Task, { kind: 'commission' }>;

/** Starts a commission for each commission task when it opens, once, and ends it when the step ends first. */
export function followCommissions(opening: StepOpening, stepState: StepState, agent: AgentFollower) {
  const runs = new Map<string, Promise<void>>();
  return {
    start(): void {
      const task = openTaskOf(stepState.step());
      if (task?.kind === 'commission' && !runs.has(task.code)) runs.set(task.code, follow(task));
    },
    settled: () => Promise.all(runs.values()),
  };

  async function follow(task: Commissioned): Promise<void> {
    const agentId = agent.agentId();
    const child = await startChild(runCommission, childOfStep({ ...opening, agentId }, task));
    const missed = agent.lead(child, agentId);
    if (missed) await missed;
    let isOver = false;
    const over = child.result().then((last) => {
      isOver = true;
      if (last) stepState.move(last);
    });
    await condition(() => isOver || stepState.isOver());
    if (!isOver)
      await notify(child, commissionHandles.end, {
        at: stepState.step().closedAt ?? stepState.now(),
        by: 'order',
      });
    await over;
    agent.leave(child);
  }
}

function childOfStep(opening: StepOpening, task: Commissioned) {
  const { orderNo, projectCode, uscc, track, agentId, step, rulesVersion } = opening;
  const served = { orderNo, step: step.code, task: task.code };
  const commissionNo = commissionNoOf(orderNo, task.code);
  const { category, budget: days } = task;
  const openedAt = task.openedAt ?? opening.openedAt;
  const asked = { commissionNo, ...served, projectCode, uscc, category, days, openedAt };
  const request: CommissionRequest = { ...asked, track, ...(rulesVersion && { rulesVersion }) };
  const run: CommissionRun = { request, track, agentId, serves: [served] };
  return {
    workflowId: commissionWorkflowId(commissionNo),
    args: [run] as [CommissionRun],
    parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
    workflowTaskTimeout: workflowInfo().taskTimeoutMs,
    staticSummary: `${inBoth(task.code)} · ${orderNo}`,
    typedSearchAttributes: [
      ...orderAttributes(opening),
      { key: searchAttributes.stepCode, value: step.code },
    ],
  };
}
