import { inTransaction, type Pool, type Queryable } from '@doudi/infra/database';
import { officeClock } from '@doudi/infra/service';
import type { TemporalClient } from '@doudi/infra/temporal';
import { openCase, type CaseWrite, type Carried, type Day, type StepCode } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { activities } from '../activities.ts';
import { calendarReader, getCalendarInForce } from '../calendars.ts';
import { findCase, insertNumbered } from '../cases.ts';
import { startCase } from '../call-workflow.ts';
import { caseStart } from '../start-case.ts';
import { findOrderRow } from '../orders.ts';
import { receiveEvent } from '../register-order.ts';
import { listSteps } from '../steps.ts';

/** The generation that supersedes all of an order's: of its steps and cases, too. */
export async function nextGeneration(db: Queryable, orderNo: string): Promise<number> {
  const { rows } = await db.query<{ next: number }>(
    sql`select coalesce(max(generation), 0) + 1 as next from events where order_no = ${orderNo}`,
  );
  return rows[0]?.next ?? 1;
}

/** The generation that supersedes all of a case's. */
export async function nextCaseGeneration(db: Queryable, workflowId: string): Promise<number> {
  const { rows } = await db.query<{ next: number }>(
    sql`select coalesce(max(generation), 0) + 1 as next from events where workflow_id = ${workflowId}`,
  );
  return rows[0]?.next ?? 1;
}

/** The activities as a repair uses them: what is written again is not news to any workflow. */
export const repairActivities = (pool: Pool) => {
  const nothing = () => Promise.resolve();
  const noCase = { startCase: nothing, tellCase: () => Promise.resolve(true) };
  const silent = { notifyOrder: nothing, notifyCalendar: nothing, ...noCase };
  const clock = officeClock(pool, { production: false });
  const all = activities({ pool, clock, calendarOf: calendarReader(), gatewayUrl: undefined, ...silent });
  return { ...all, receiveEvent };
};
export type RepairActivities = ReturnType<typeof repairActivities>;

/** Takes a step off the record that has not opened in the Temporal there is; its events stay. Needs the rights of the owner. */
export const forgetStep = (pool: Pool, orderNo: string, step: StepCode): Promise<void> =>
  inTransaction(pool, async (db) => {
    const these = sql`where order_no = ${orderNo} and step = ${step}`;
    await db.query(sql`delete from ledger_changes ${these}`);
    await db.query(sql`delete from tasks ${these}`);
    await db.query(sql`delete from steps ${these}`);
  });

/** Takes all steps of an order off the record, and its row for that of a run that is lost: the next run supersedes it. */
export async function forgetOrder(pool: Pool, orderNo: string): Promise<void> {
  for (const { code } of await listSteps(pool, orderNo)) await forgetStep(pool, orderNo, code);
  await pool.query(sql`
    update orders set run_id = 'lost', delivered_reading = null where order_no = ${orderNo}`);
}

/**
 * Writes what an order carries as its workflow was answered, or leaves it where that is not known; answers what is on record then. Needs
 * the rights of the owner.
 */
export async function putCarried(
  db: Queryable,
  orderNo: string,
  told: Carried | null | undefined,
): Promise<Carried | null> {
  if (told !== undefined)
    await db.query(
      sql`update orders set carried = ${told && JSON.stringify(told)} where order_no = ${orderNo}`,
    );
  return (await findOrderRow(db, orderNo))?.carried ?? null;
}

/** The row of a case as it was when it was numbered, unless it is there. */
export async function restoreCase(
  db: Queryable,
  { caseNo, case: { openedAt, way, cause, orderNo, step, lead } }: Pick<CaseWrite, 'caseNo' | 'case'>,
): Promise<void> {
  const found = await findCase(db, caseNo);
  if (found) return;
  const calendarVersion = orderNo === null ? null : (await findOrderRow(db, orderNo))?.calendarVersion;
  await insertNumbered(
    db,
    { caseNo, one: openCase({ openedAt, way, cause, orderNo, step, lead }) },
    { calendarVersion: calendarVersion ?? (await getCalendarInForce(db)).version },
  );
}

/** The numbers of the cases of people whose workflows have begun and not ended. */
export async function listReportedCases(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ caseNo: string }>(sql`
    select case_no as "caseNo" from cases where closed_at is null and way <> 'timeout' and generation > 0 order by case_no`);
  return rows.map(({ caseNo }) => caseNo);
}

/** Starts a case that Temporal lacks from what is on record. */
export async function restartCase(pool: Pool, temporal: TemporalClient, caseNo: string): Promise<void> {
  const row = await findCase(pool, caseNo);
  const clock = officeClock(pool, { production: false });
  if (row) await startCase(temporal)(await caseStart(pool, row, { clock, calendarOf: calendarReader() }));
}

/** The last serial of a case that was given out of a day; 0 when none was. */
export async function caseSerialOf(db: Queryable, day: Day): Promise<number> {
  const { rows } = await db.query<{ last: number }>(sql`select last from case_serials where day = ${day}`);
  return rows[0]?.last ?? 0;
}

/** Raises the serial of cases of a day above those in use. */
export const raiseCaseSerial = (db: Queryable, day: Day, last: number) =>
  db.query(sql`
    insert into case_serials (day, last) values (${day}, ${last})
        on conflict (day) do update set last = excluded.last where case_serials.last < excluded.last`);

/** Which calendar an order is on, whether the one that its workflow has is known here, and which is in force. */
export async function calendarStanding(db: Queryable, orderNo: string, version: string) {
  const { rows } = await db.query<{ known: boolean; own: string | null }>(sql`
    select exists (select from calendars where version = ${version} and published_at is not null) as known,
           (select calendar_version from orders where order_no = ${orderNo}) as own`);
  const { version: inForce } = await getCalendarInForce(db);
  return { isKnown: rows[0]?.known ?? false, own: rows[0]?.own ?? null, inForce };
}
