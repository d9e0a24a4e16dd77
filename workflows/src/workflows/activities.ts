import { proxyActivities } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import type { ApprovalActivities, IntakeActivities, MarketActivities } from '../messages/activities.ts';
import { taskQueues } from '../messages/activities.ts';

// Retried until they work: a database that is down for an hour costs an hour, not an order. Each takes milliseconds; what a
// worker was given in the moment it ended is given to another after the timeout, and a person may be waiting for it.
const patient: ActivityOptions = {
  startToCloseTimeout: '3 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
};

export const approvals = proxyActivities<Omit<ApprovalActivities, 'moveOpenOrders'>>({
  ...patient,
  taskQueue: taskQueues.approvals,
});
/** Rounds over many orders, for which nobody waits. */
export const longApprovals = proxyActivities<Pick<ApprovalActivities, 'moveOpenOrders'>>({
  ...patient,
  startToCloseTimeout: '10 seconds',
  taskQueue: taskQueues.approvals,
});
export const intake = proxyActivities<IntakeActivities>({ ...patient, taskQueue: taskQueues.intake });
export const market = proxyActivities<MarketActivities>({ ...patient, taskQueue: taskQueues.market });
