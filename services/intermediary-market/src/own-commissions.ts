import type { Queryable } from '@doudi/infra/database';
import { type Category, type Commission, type Day, type OwnPurpose, type PaperTopic } from '@doudi/workflows';
import sql from 'sql-template-tag';

/**
 * The number of the next commission that an owner opens on a day: `CE`, `yyyymmdd` and a serial of at least four digits. Those of orders have a
 * digit after the `C`, so none is both. The serial of the day is locked until the transaction ends.
 */
export async function nextOwnNumber(db: Queryable, day: Day): Promise<string> {
  const { rows } = await db.query<{ last: number }>(sql`
    insert into commission_serials (day, last) values (${day}, 1)
        on conflict (day) do update set last = commission_serials.last + 1
    returning last`);
  return `CE${day.replaceAll('-', '')}${String(rows[0]!.last).padStart(4, '0')}`;
}

export interface NewOwnCommission {
  readonly commissionNo: string;
  readonly projectCode: string;
  readonly uscc: string;
  readonly category: Category;
  /** working days */
  readonly days: number;
  readonly purpose: OwnPurpose;
  readonly topics: readonly PaperTopic[];
  readonly scope: string | null;
  /** opaque subject id */
  readonly openedBy: string;
}

export async function insertOwnCommission(
  db: Queryable,
  { commissionNo, projectCode, uscc, category, days, purpose, topics, scope, openedBy }: NewOwnCommission,
  { rulesVersion, state, deliveries, events, changedAt }: Commission,
): Promise<void> {
  const at = new Date(changedAt);
  await db.query(sql`
    insert into commissions (commission_no, project_code, uscc, category, days, purpose, topics, scope, opened_by,
                             rules_version, state, deliveries, events, opened_at, changed_at)
    values (${commissionNo}, ${projectCode}, ${uscc}, ${category}, ${days}, ${purpose}, ${topics}, ${scope}, ${openedBy},
            ${rulesVersion}, ${state}, ${deliveries}, ${events}, ${at}, ${at})`);
}
