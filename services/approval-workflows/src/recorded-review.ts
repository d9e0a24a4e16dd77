import type { Queryable } from '@doudi/infra/database';
import { notFound } from '@doudi/infra/http';
import { departmentOf, type Department, type RecordedReview } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { listAmendmentsOfTask, type AmendmentRow } from './amendments.ts';
import { type ClaimRow, listClaimsOfTask } from './claims.ts';
import { listDepartmentActs } from './department-acts.ts';
import { getOrderForUpdate } from './orders.ts';
import { type IsTheirs, type OfTask, stepOfTask } from './task-in-plan.ts';
import { things } from './words.ts';

/** A review with its claims and amendments as they are read. */
export interface ReviewOnRecord extends RecordedReview {
  readonly claims: readonly ClaimRow[];
  readonly amendments: readonly AmendmentRow[];
}

/** What claims and amendments of a department's task are judged by. */
export async function readReview(
  db: Queryable,
  ofTask: OfTask,
  department: Department,
): Promise<ReviewOnRecord> {
  const { rows } = await db.query<{ openedAt: Date | null; isIssued: boolean }>(sql`
    select opened_at as "openedAt", state = 'done' as "isIssued" from tasks
     where order_no = ${ofTask.orderNo} and task = ${ofTask.task}`);
  const [task] = rows;
  return {
    department,
    openedAt: task?.openedAt?.getTime() ?? null,
    isIssued: task?.isIssued ?? false,
    acts: await listDepartmentActs(db, ofTask),
    claims: await listClaimsOfTask(db, ofTask),
    amendments: await listAmendmentsOfTask(db, ofTask),
  };
}

/**
 * The same under the lock of its order, so that of two who put something on record the second sees what the first did. Throws 404 when
 * it is none of theirs, or an agency's work.
 */
export async function lockReview(db: Queryable, ofTask: OfTask, isTheirs: IsTheirs) {
  const step = await stepOfTask(db, ofTask, isTheirs);
  const planned = step.tasks.find(({ code }) => code === ofTask.task);
  const department = planned && departmentOf(planned);
  if (!department) throw notFound(things.task);
  const row = await getOrderForUpdate(db, ofTask.orderNo);
  return { row, step: step.code, review: await readReview(db, ofTask, department) };
}
