import type { Queryable } from '@doudi/infra/database';
import type { Day, Instant } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { AgencyRecord, recordColumns } from './agencies.ts';

// Agencies by what is due about them: for the sweep, and for those who have to decide.

/** Those for which time alone has brought something that is not written. */
export async function listMoved(db: Queryable, now: Instant): Promise<AgencyRecord[]> {
  const { rows } = await db.query(sql`
    select ${recordColumns} from agencies a where a.lists_at <= ${new Date(now)} order by a.lists_at limit 1000`);
  return z.array(AgencyRecord).parse(rows);
}

/** Suspended agencies whose last day is over and whose repair is not accepted. */
export async function listUnrepaired(db: Queryable, today: Day): Promise<AgencyRecord[]> {
  const { rows } = await db.query(sql`
    select ${recordColumns} from agencies a
     where a.status in ('suspended', 'repairing') and a.repair is distinct from 'accepted' and a.suspended_through < ${today}
     order by a.agency_no limit 1000`);
  return z.array(AgencyRecord).parse(rows);
}

/** The agencies that fit a condition on `a`, by what is due first. */
export async function listToDecide(db: Queryable, which: Sql): Promise<AgencyRecord[]> {
  const { rows } = await db.query(sql`
    select ${recordColumns} from agencies a where ${which} order by a.due_at nulls last, a.agency_no limit 1000`);
  return z.array(AgencyRecord).parse(rows);
}
