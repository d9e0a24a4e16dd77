import { inTransaction, type Pool } from '@doudi/infra/database';
import { insertNotices } from '@doudi/infra/http';
import { caseWorkflowId, type ApprovalActivities } from '@doudi/workflows';
import { findCase, putCaseForward } from './cases.ts';
import { insertEvents } from './events.ts';
import { noticesOfCase } from './notices-of-case.ts';
import { findOrderRow } from './orders.ts';

/** Writes a case's state, its new events and what people are told of them. */
export const projectCase =
  ({ pool }: { pool: Pool }): ApprovalActivities['projectCase'] =>
  ({ caseNo }, write) =>
    inTransaction(pool, async (db) => {
      const { generation, events } = write;
      const { orderNo, step } = write.case;
      await putCaseForward(db, write);
      const workflowId = caseWorkflowId(caseNo);
      await insertEvents(db, { workflowId, generation, orderNo, ...(step && { step }), caseNo }, events);
      const order = orderNo === null ? undefined : await findOrderRow(db, orderNo);
      const reporter = (await findCase(db, caseNo))?.uscc ?? null;
      await insertNotices(db, noticesOfCase({ order, reporter, write, workflowId }));
    });
