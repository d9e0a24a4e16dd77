import type { Queryable } from '@doudi/infra/database';
import sql from 'sql-template-tag';
import type { CalendarChange } from './calendar-change.ts';

export interface CalendarMoveRow {
  readonly fromVersion: string;
  readonly toVersion: string;
  readonly movedAt: Date;
  readonly changes: readonly CalendarChange[];
}

/** Puts a move on record; the first record of it stays. */
export const insertMove = (
  db: Queryable,
  orderNo: string,
  { fromVersion, toVersion, movedAt, changes }: CalendarMoveRow,
) =>
  db.query(sql`
    insert into calendar_moves (order_no, to_version, from_version, moved_at, changes)
    values (${orderNo}, ${toVersion}, ${fromVersion}, ${movedAt}, ${JSON.stringify(changes)})
    on conflict do nothing`);

/** What calendars have done to an order, in order. */
export async function listMoves(db: Queryable, orderNo: string): Promise<CalendarMoveRow[]> {
  const { rows } = await db.query<CalendarMoveRow>(sql`
    select from_version as "fromVersion", to_version as "toVersion", moved_at as "movedAt", changes
      from calendar_moves where order_no = ${orderNo} order by moved_at, created_at`);
  return rows;
}
