import { isProblem } from '@doudi/infra/http';
import { isGone, type TemporalClient, withDeadline } from '@doudi/infra/temporal';
import { commissionMessages, commissionWorkflowId, type MilestoneNews } from '@doudi/workflows';

/** What became of news: Temporal has taken it, its workflow is over, or nobody answered. */
type Fate = 'arrived' | 'gone' | 'unreachable';
export type SendNews = (commissionNo: string, news: MilestoneNews) => Promise<Fate>;

/** Real milliseconds Temporal has to answer. */
const deadlineMs = 3_000;

/** Tells the workflow of a commission of a milestone, by signal. It runs before the market opens the commission. */
export const sendNews =
  ({ client }: Pick<TemporalClient, 'client'>): SendNews =>
  async (commissionNo, news) => {
    const handle = client.workflow.getHandle(commissionWorkflowId(commissionNo));
    try {
      await withDeadline(client, deadlineMs, () => handle.signal(commissionMessages.milestone, news));
      return 'arrived';
    } catch (error) {
      if (isGone(error)) return 'gone';
      if (isProblem(error)) return 'unreachable';
      throw error;
    }
  };
