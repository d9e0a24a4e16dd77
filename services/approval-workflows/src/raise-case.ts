import { inTransaction, type Queryable } from '@doudi/infra/database';
import {
  departmentOf,
  officeDay,
  openCase,
  type ApprovalActivities,
  type CauseNotice,
  type Department,
  type Plan,
  type RaisedCause,
} from '@doudi/workflows';
import { findCase, findCaseOfStep, insertCase, type CaseRow } from './cases.ts';
import type { Dependencies } from './dependencies.ts';
import { getOrderForUpdate, type OrderRow } from './orders.ts';
import { caseStart } from './start-case.ts';

type Needed = Pick<Dependencies, 'pool' | 'clock' | 'calendarOf' | 'startCase' | 'tellCase'>;

/**
 * The case of a step's lateness: numbered with the first, started with it, told of every later one. The number is on record before the
 * workflow is started, and of a cause that it hears twice the case takes the first, so a repetition finds what the first time has left.
 */
export const raiseCase =
  (needs: Needed): ApprovalActivities['raiseCase'] =>
  async (raised) => {
    const row = await inTransaction(needs.pool, (db) => caseOf(db, raised, needs));
    const { cause, task, at } = raised;
    await tell(row, { cause, task, at }, needs);
    return row.caseNo;
  };

/** A case that has ended since its row was read has written that before: it is started from the row as it is then. */
async function tell(row: CaseRow, cause: CauseNotice, { pool, startCase, tellCase, ...needs }: Needed) {
  const isOpen = row.generation > 0 && row.record.closedAt === null;
  if (isOpen && (await tellCase(row.caseNo, cause))) return;
  const newest = isOpen ? await findCase(pool, row.caseNo) : row;
  await startCase(await caseStart(pool, newest ?? row, needs), cause);
}

/** The order's row is locked, so of two who look at once the second finds what the first has numbered. */
async function caseOf(
  db: Queryable,
  { orderNo, step, task, at: openedAt }: RaisedCause,
  { calendarOf }: Pick<Needed, 'calendarOf'>,
): Promise<CaseRow> {
  const order = await getOrderForUpdate(db, orderNo);
  const found = await findCaseOfStep(db, orderNo, step);
  if (found) return found;
  const { calendarVersion } = order;
  const lead = leadOf(order.plan, step, task);
  const opened = openCase({ openedAt, way: 'timeout', cause: 'timeout', orderNo, step, lead });
  const day = officeDay(await calendarOf(db, calendarVersion), openedAt);
  return insertCase(db, day, opened, { calendarVersion });
}

/** The department of the late task; of an agency's work the one that decides after it, or else decides last in the step. */
function leadOf(
  plan: Plan,
  code: OrderRow['plan']['steps'][number]['code'],
  task: string | null,
): Department {
  const tasks = plan.steps.find((step) => step.code === code)?.tasks ?? [];
  const from = Math.max(
    0,
    tasks.findIndex((one) => one.code === task),
  );
  const later = tasks
    .slice(from)
    .map(departmentOf)
    .find((department) => department !== null);
  const any = tasks.map(departmentOf).findLast((department) => department !== null);
  return later ?? any ?? 'ASC';
}
