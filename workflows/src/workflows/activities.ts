import { proxyActivities } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import type { ApprovalActivities, IntakeActivities, MarketActivities } from '../messages/activities.ts';
import { taskQueues } from '../messages/activities.ts';
import { withSummaries } from './activity-summaries.ts';

// Retried without limit: a database that is down for an hour delays an order by an hour and fails none. An activity takes
// milliseconds; the short timeout hands the work of a worker that has ended to another while a person may be waiting.
const patient: ActivityOptions = {
  startToCloseTimeout: '3 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
};

export const approvals = withSummaries<Omit<ApprovalActivities, 'moveOpenOrders'>>(
  proxyActivities({ ...patient, taskQueue: taskQueues.approvals }),
);
/** Rounds over many orders; no person waits for them. */
export const longApprovals = withSummaries<Pick<ApprovalActivities, 'moveOpenOrders'>>(
  proxyActivities({ ...patient, startToCloseTimeout: '10 seconds', taskQueue: taskQueues.approvals }),
);
export const intake = withSummaries<IntakeActivities>(
  proxyActivities({ ...patient, taskQueue: taskQueues.intake }),
);
export const market = withSummaries<MarketActivities>(
  proxyActivities({ ...patient, taskQueue: taskQueues.market }),
);
