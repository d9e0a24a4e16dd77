import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import type { Queryable } from '@doudi/infra/database';
import type { Instant } from '@doudi/workflows';
import { instant } from './columns.ts';

const Replacement = z.object({
  orderNo: z.string(),
  seq: z.int(),
  agentId: z.string(),
  by: z.string(),
  at: instant,
  sentAt: instant.nullable(),
});
export type Replacement = z.output<typeof Replacement>;
/** What a request does to an order. */
export type NewReplacement = Pick<Replacement, 'orderNo' | 'agentId' | 'by' | 'at'> & {
  readonly requestKey: string;
};

const columns = sql`r.order_no as "orderNo", r.seq, r.agent_id as "agentId", r.replaced_by as by, r.replaced_at as at,
  r.sent_at as "sentAt"`;

async function select(db: Queryable, statement: Sql): Promise<Replacement[]> {
  const { rows } = await db.query(statement);
  return z.array(Replacement).parse(rows);
}

export const findReplacementOfRequest = async (
  db: Queryable,
  requestKey: string,
): Promise<Replacement | undefined> =>
  (await select(db, sql`select ${columns} from agent_replacements r where r.request_key = ${requestKey}`))[0];

/** Puts another agent on an order, whose row the transaction holds, and numbers that. */
export async function insertReplacement(
  db: Queryable,
  { orderNo, requestKey, agentId, by, at }: NewReplacement,
): Promise<Replacement> {
  const [inserted] = await select(
    db,
    sql`
    with former as (select o.agent_id from orders o where o.order_no = ${orderNo}),
         put as (update orders set agent_id = ${agentId} where order_no = ${orderNo})
    insert into agent_replacements as r (order_no, seq, request_key, former_agent_id, agent_id, replaced_by, replaced_at)
    select ${orderNo}, 1 + (select count(*) from agent_replacements n where n.order_no = ${orderNo}), ${requestKey},
           former.agent_id, ${agentId}, ${by}, ${new Date(at)}
      from former
    returning ${columns}`,
  );
  return inserted!;
}

/** Replacements of which the workflow was not notified, oldest first; those of orders not yet started wait. */
export const listUnsentReplacements = (db: Queryable, limit: number): Promise<Replacement[]> =>
  select(
    db,
    sql`select ${columns}
          from agent_replacements r
          join orders o on o.order_no = r.order_no
         where r.sent_at is null and o.started_at is not null
         order by r.replaced_at, r.seq
         limit ${limit}`,
  );

export async function markReplacementSent(
  db: Queryable,
  { orderNo, seq }: Pick<Replacement, 'orderNo' | 'seq'>,
  at: Instant,
): Promise<void> {
  await db.query(sql`
    update agent_replacements set sent_at = ${new Date(at)}
     where order_no = ${orderNo} and seq = ${seq} and sent_at is null`);
}
