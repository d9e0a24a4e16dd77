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
import { commissionHandles } from './handles.ts';
import { runCommission } from './run-commission.ts';
import { searchAttributes, orderAttributes } from '../domain/search-attributes.ts';
import type { StepKeeper } from './step-keeper.ts';
import { tell } from './tell.ts';

type Commissioned = Extract<Task, { kind: 'commission' }>;

/** Has a commission run for each commission task that opens, once, and ends it when the step ends before it. */
export function followCommissions(opening: StepOpening, keeper: StepKeeper) {
  const runs = new Map<string, Promise<void>>();
  return {
    start(): void {
      const task = openTaskOf(keeper.step());
      if (task?.kind === 'commission' && !runs.has(task.code)) runs.set(task.code, follow(task));
    },
    settled: () => Promise.all(runs.values()),
  };

  async function follow(task: Commissioned): Promise<void> {
    const child = await startChild(runCommission, childOfStep(opening, task));
    let isOver = false;
    const over = child.result().then((last) => {
      isOver = true;
      if (last) keeper.move(last);
    });
    await condition(() => isOver || keeper.isOver());
    if (!isOver)
      await tell(child, commissionHandles.end, { at: keeper.step().closedAt ?? keeper.now(), by: 'order' });
    await over;
  }
}

function childOfStep(opening: StepOpening, task: Commissioned) {
  const { orderNo, projectCode, uscc, track, agentId, step } = opening;
  const served = { orderNo, step: step.code, task: task.code };
  const commissionNo = commissionNoOf(orderNo, task.code);
  const { category, budget: days } = task;
  const openedAt = task.openedAt ?? opening.openedAt;
  const request: CommissionRequest = { ...served, commissionNo, projectCode, uscc, category, days, openedAt };
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
