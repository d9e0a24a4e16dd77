import { condition, getExternalWorkflowHandle, setHandler } from '@temporalio/workflow';
import type { Instant } from '../domain/instant.ts';
import { isRefusal } from '../domain/refusal.ts';
import { inBoth } from '../domain/words.ts';
import type { CommissionRun, MilestoneNotice, ServedTask } from '../messages/commission.ts';
import { stepWorkflowId, type CommissionMove } from '../messages/step.ts';
import { commissionProgress, openCommission } from '../rules/state-machines/commission-progress.ts';
import { market } from './activities.ts';
import { showAgent } from './follow-agent.ts';
import { commissionHandles, stepHandles } from './handles.ts';
import { showDetails } from './details.ts';
import { notify } from './notify.ts';

/**
 * Runs an agency's work: opens it in the market, applies its milestones in order, and notifies the steps that wait for it.
 * The acceptance is returned to the parent step as the result, so that its history needs no signal for it.
 */
export async function runCommission({
  request,
  agentId,
  serves,
}: CommissionRun): Promise<CommissionMove | undefined> {
  const { commissionNo } = request;
  const received = new Map<number, MilestoneNotice>();
  let commission = openCommission(request);
  let ending: { at: Instant; by: string } | undefined;
  const next = () => received.get(commission.events + 1);

  setHandler(commissionHandles.milestone, (milestone) => void received.set(milestone.seq, milestone), {
    description: 'The market reports a milestone; repeats and gaps are harmless',
  });
  setHandler(commissionHandles.end, (how) => void (ending ??= how), {
    description: 'The order ends before the work is done',
  });

  showAgent(agentId);

  await market.openCommission(request);
  for (;;) {
    showDetails([['order', request.orderNo], ['task', inBoth(request.task)], ['commission-state', inBoth(commission.state)]]); // prettier-ignore
    await condition(() => next() !== undefined || ending !== undefined);
    const milestone = next();
    const moved = milestone && commissionProgress(commission, milestone.event);
    // the market has judged every milestone by the same rule: a refusal can only come after an ending
    if (!milestone || !moved || isRefusal(moved)) break;
    const isSameState = moved.state === commission.state;
    commission = moved;
    if (isSameState) continue;
    const { state, changedAt: at } = moved;
    const moves = serves.map(({ task }) => ({ commissionNo, task, state, by: milestone.by, at }));
    await notifySteps(state === 'accepted' ? serves.slice(1) : serves, moves);
    if (state === 'accepted') return moves[0];
  }
  if (ending) await market.endCommission(commissionNo, ending);
  return undefined;
}

async function notifySteps(serves: readonly ServedTask[], moves: readonly CommissionMove[]): Promise<void> {
  for (const { orderNo, step, task } of serves)
    for (const move of moves.filter((one) => one.task === task))
      await notify(
        getExternalWorkflowHandle(stepWorkflowId(orderNo, step)),
        stepHandles.commissionMoved,
        move,
      );
}
