import { inTransaction, type Pool } from '@doudi/infra/database';
import { caseWorkflowId, type ApprovalActivities } from '@doudi/workflows';
import { putCaseForward } from './cases.ts';
import { insertEvents } from './events.ts';

/** Writes a case's state and new events. */
export const projectCase =
  ({ pool }: { pool: Pool }): ApprovalActivities['projectCase'] =>
  (opened, write) =>
    inTransaction(pool, async (db) => {
      const { orderNo, step, caseNo } = opened;
      const { generation, events } = write;
      await putCaseForward(db, write);
      await insertEvents(
        db,
        { workflowId: caseWorkflowId(caseNo), generation, orderNo, step, caseNo },
        events,
      );
    });
