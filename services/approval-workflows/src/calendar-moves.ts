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

/** A move as it is read within another statement, its instant in milliseconds. */
export type KeptMove = Omit<CalendarMoveRow, 'movedAt'> & { readonly movedAt: number };

/** What calendars have done to the order `o`, in order, as a column of a statement. */
export const movesColumn = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('fromVersion', m.from_version, 'toVersion', m.to_version,
            'movedAt', (extract(epoch from m.moved_at) * 1000)::bigint, 'changes', m.changes)
            order by m.moved_at, m.created_at), '[]')
     from calendar_moves m where m.order_no = o.order_no)`;

export const readMove = (move: KeptMove): CalendarMoveRow => ({ ...move, movedAt: new Date(move.movedAt) });
