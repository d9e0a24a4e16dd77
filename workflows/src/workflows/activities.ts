import { proxyActivities } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import type { ApprovalActivities, IntakeActivities, MarketActivities } from '../messages/activities.ts';
import { taskQueues } from '../messages/activities.ts';

// Retried until they work: a database that is down for an hour costs an hour, not an order.
const patient: ActivityOptions = {
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
};

export const approvals = proxyActivities<ApprovalActivities>({ ...patient, taskQueue: taskQueues.approvals });
export const intake = proxyActivities<IntakeActivities>({ ...patient, taskQueue: taskQueues.intake });
export const market = proxyActivities<MarketActivities>({ ...patient, taskQueue: taskQueues.market });
