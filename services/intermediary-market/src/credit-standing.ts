import type { Queryable } from '@doudi/infra/database';
import sql from 'sql-template-tag';

/** Stars of an agency nothing is known of: its credit is whole. */
const mostStars = 5;

/** The stars of these agencies as their credit stands. */
export async function starsOf(
  db: Queryable,
  numbers: readonly string[],
): Promise<(agencyNo: string) => number> {
  const { rows } = await db.query<{ agencyNo: string; stars: number }>(sql`
    select agency_no as "agencyNo", stars from agency_credit where agency_no = any (${numbers})`);
  const known = new Map(rows.map(({ agencyNo, stars }) => [agencyNo, stars]));
  return (agencyNo) => known.get(agencyNo) ?? mostStars;
}
