import { inTransaction, type Pool } from '@doudi/infra/database';
import { insertNotices } from '@doudi/infra/http';
import { caseWorkflowId, type ApprovalActivities } from '@doudi/workflows';
import { putCaseForward } from './cases.ts';
import { insertEvents } from './events.ts';
import { noticesOfCase } from './notices-of-order.ts';
import { findOrderRow } from './orders.ts';

/** Writes a case's state, its new events and what people are told of them. */
export const projectCase =
  ({ pool }: { pool: Pool }): ApprovalActivities['projectCase'] =>
  (opened, write) =>
    inTransaction(pool, async (db) => {
      const { orderNo, step, caseNo } = opened;
      const { generation, events } = write;
      await putCaseForward(db, write);
      const workflowId = caseWorkflowId(caseNo);
      await insertEvents(db, { workflowId, generation, orderNo, step, caseNo }, events);
      const order = await findOrderRow(db, orderNo);
      if (order) await insertNotices(db, noticesOfCase(order, write, workflowId));
    });
