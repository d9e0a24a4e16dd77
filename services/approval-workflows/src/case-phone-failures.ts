import type { Queryable } from '@doudi/infra/database';
import sql from 'sql-template-tag';

/** Failures by the end of a phone after which that way is closed for a number. Of the 10,000 ends somebody tries five a day. */
const mostFailures = 5;

/** Real hours, from the fifth failure on, for which it is closed; also after which failures are forgotten. */
const lockedHours = 24;

/**
 * Counts an attempt to track a number by the end of a phone, before it is known whether it succeeds: of many at once no more than five are
 * judged. Answers until when that way is closed, null while it is open. The tracking code works all the while.
 */
export async function countAttempt(db: Queryable, caseNo: string): Promise<Date | null> {
  const { rows } = await db.query<{ failures: number; lockedUntil: Date | null }>(sql`
    insert into case_phone_failures as f (case_no, failures, last_at) values (${caseNo}, 1, now())
    on conflict (case_no) do update
      set failures = case when ${isOver} then 1 else f.failures + 1 end,
          last_at = case when f.locked_until > now() then f.last_at else now() end,
          locked_until = case when ${isOver} then null
                              when f.failures + 1 = ${mostFailures} then now() + make_interval(hours => ${lockedHours})
                              else f.locked_until end
    returning failures, locked_until as "lockedUntil"`);
  const { failures = 0, lockedUntil = null } = rows[0] ?? {};
  return failures > mostFailures ? lockedUntil : null;
}

const isOver = sql`f.last_at <= now() - make_interval(hours => ${lockedHours})`;

/** Takes back the count of an attempt that succeeded; failures before it stay. */
export const forgiveAttempt = (db: Queryable, caseNo: string) =>
  db.query(sql`
    update case_phone_failures set failures = greatest(0, failures - 1), locked_until = null
     where case_no = ${caseNo} and failures <= ${mostFailures}`);

export const forgetPhoneFailures = (db: Queryable) =>
  db.query(sql`delete from case_phone_failures f where ${isOver}`);
