import { isProblem } from '@doudi/infra/http';
import { isGone, type TemporalClient, withDeadline } from '@doudi/infra/temporal';
import { commissionMessages, commissionWorkflowId, type MilestoneNotice } from '@doudi/workflows';

/** What became of a message: Temporal has taken it, its workflow is over, or nobody answered. */
type Delivery = 'delivered' | 'gone' | 'unreachable';
export type SendMilestone = (commissionNo: string, milestone: MilestoneNotice) => Promise<Delivery>;

/** Real milliseconds Temporal has to answer. */
const deadlineMs = 3_000;

/** Signals a milestone to the workflow of its commission, which runs before the market opens the commission. */
export const sendMilestone =
  ({ client }: Pick<TemporalClient, 'client'>): SendMilestone =>
  async (commissionNo, milestone) => {
    const handle = client.workflow.getHandle(commissionWorkflowId(commissionNo));
    try {
      await withDeadline(client, deadlineMs, () => handle.signal(commissionMessages.milestone, milestone));
      return 'delivered';
    } catch (error) {
      if (isGone(error)) return 'gone';
      if (isProblem(error)) return 'unreachable';
      throw error;
    }
  };
