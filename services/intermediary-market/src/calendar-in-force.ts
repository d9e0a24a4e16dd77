import type { Queryable } from '@doudi/infra/database';
import { shippedCalendar, type Calendar } from '@doudi/workflows';
import sql from 'sql-template-tag';

let newest: Calendar = shippedCalendar;

/**
 * The calendar in force, as approval-workflows grants it; the shipped one before its first start. The same value while the version is
 * the same, because the rules index a calendar by its identity.
 */
export async function calendarInForce(db: Queryable): Promise<Calendar> {
  const { rows } = await db.query<Calendar>(sql`
    select version, published_through as "publishedThrough", off::text[] as off, work::text[] as work
      from approval_workflows.calendar_in_force`);
  const found = rows[0] ?? shippedCalendar;
  if (newest.version !== found.version) newest = found;
  return newest;
}
