import { randomUUID } from 'node:crypto';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import type { Queryable } from '@doudi/infra/database';
import type { Instant } from '@doudi/workflows';
import { instant } from './columns.ts';

const Withdrawn = z.object({
  orderNo: z.string(),
  by: z.string(),
  reasonId: z.string(),
  reason: z.string(),
  at: instant,
  sentAt: instant.nullable(),
});
export type Withdrawn = z.output<typeof Withdrawn>;

async function select(db: Queryable, rest: Sql): Promise<Withdrawn[]> {
  const { rows } = await db.query(sql`
    select w.order_no as "orderNo", w.withdrawn_by as by, w.reason_id as "reasonId", t.text as reason,
           w.withdrawn_at as at, w.sent_at as "sentAt"
      from withdrawals w
      join texts t on t.text_id = w.reason_id
      ${rest}`);
  return rows.map((row) => Withdrawn.parse(row));
}

export const findWithdrawal = async (db: Queryable, orderNo: string): Promise<Withdrawn | undefined> =>
  (await select(db, sql`where w.order_no = ${orderNo}`))[0];

/** Withdrawals that were not sent to their workflows, oldest first; those of orders not yet started wait. */
export const listUnsent = (db: Queryable, limit: number): Promise<Withdrawn[]> =>
  select(
    db,
    sql`join orders o on o.order_no = w.order_no
        where w.sent_at is null and o.started_at is not null
        order by w.withdrawn_at
        limit ${limit}`,
  );

/** The first withdrawal of an order stays. Its reason is stored as a text of its own. */
export async function insertWithdrawal(
  db: Queryable,
  { orderNo, by, reason, at }: { orderNo: string; by: string; reason: string; at: Instant },
): Promise<void> {
  const textId = randomUUID();
  await db.query(sql`
    with reason as (
      insert into texts (text_id, text, written_by, written_at)
      values (${textId}, ${reason}, ${by}, ${new Date(at)})
      returning text_id)
    insert into withdrawals (order_no, withdrawn_by, reason_id, withdrawn_at)
    select ${orderNo}, ${by}, text_id, ${new Date(at)} from reason
    on conflict do nothing`);
}

export async function markSent(db: Queryable, orderNo: string, at: Instant): Promise<void> {
  await db.query(sql`
    update withdrawals set sent_at = ${new Date(at)}
     where order_no = ${orderNo} and sent_at is null`);
}
