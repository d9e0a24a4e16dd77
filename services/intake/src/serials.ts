import sql from 'sql-template-tag';
import type { Queryable } from '@doudi/infra/database';
import type { Day } from '@doudi/workflows';

/** Gives out the next number of a day: kind, `yyyymmdd` and a serial of at least four digits. Never twice the same. */
export async function nextNumber(db: Queryable, kind: 'O' | 'M' | 'P', day: Day): Promise<string> {
  const { rows } = await db.query<{ last: number }>(sql`
    insert into serials (kind, day, last)
    values (${kind}, ${day}, 1)
    on conflict (kind, day) do update set last = serials.last + 1
    returning last`);
  return `${kind}${day.replaceAll('-', '')}${String(rows[0]!.last).padStart(4, '0')}`;
}
