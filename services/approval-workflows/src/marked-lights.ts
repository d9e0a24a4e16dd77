import type { Queryable } from '@doudi/infra/database';
import type { Light } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { isCounted } from './events.ts';

const ofOpenSteps = ['RED', 'YELLOW', 'PAUSED', 'GREEN'] as const satisfies readonly Light[];

/**
 * Open steps by the light that stands last in their events and was not taken back. Lights people see are derived on read and need
 * every ledger; this is one statement, and as late as the workflows' timers are.
 */
export async function countByMarkedLight(db: Queryable): Promise<Record<string, number>> {
  const { rows } = await db.query<{ light: string; count: number }>(sql`
    select marked.light, count(*)::int as count
      from steps s
      cross join lateral (
        select e.detail ->> 'light' as light
          from events e
         where e.order_no = s.order_no and e.step = s.step and e.kind = 'light' and ${isCounted}
           and not exists (
             select from events u
              where u.order_no = e.order_no and u.at = e.at and u.step = e.step and u.kind = 'light-undone'
                and u.detail ->> 'light' = e.detail ->> 'light'
                and (u.generation, u.seq) > (e.generation, e.seq))
         order by e.at desc, e.generation desc, e.seq desc
         limit 1) marked
     where s.closed_at is null
     group by marked.light`);
  const counts = new Map(rows.map(({ light, count }) => [light, count]));
  return Object.fromEntries(ofOpenSteps.map((light) => [light, counts.get(light) ?? 0]));
}
