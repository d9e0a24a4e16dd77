import type { Queryable } from '@doudi/infra/database';
import { milestones, waysOfChoosing, type MilestoneNotice } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';

const MilestonePayload = z.strictObject({
  seq: z.number(),
  by: z.string(),
  event: z.strictObject({
    kind: z.enum(milestones),
    at: z.number(),
    agencyNo: z.string().exactOptional(),
    way: z.enum(waysOfChoosing).exactOptional(),
    needsInputs: z.boolean().exactOptional(),
    bidders: z.number().exactOptional(),
    next: z.string().exactOptional(),
  }),
}) satisfies z.ZodType<MilestoneNotice>;

const OutboxRow = z.object({
  id: z.string(),
  commissionNo: z.string(),
  payload: z.unknown(),
  attempts: z.number(),
});
/** A milestone on its way to the workflow of its commission. */
export type OutboxMessage = z.output<typeof OutboxRow>;

/** The milestone in a message; read apart from its row, so that an unreadable one fails alone. */
export const milestoneIn = ({ payload }: OutboxMessage): MilestoneNotice => MilestonePayload.parse(payload);

/** Notified when the transaction that wrote a message commits. */
export const outboxChannel = 'intermediary_market_outbox';

/** The insertion of a message, as a part of a statement; who inserts it notifies the channel. */
export const messageToInsert = (commissionNo: string, milestone: MilestoneNotice): Sql =>
  sql`
    insert into outbox (commission_no, seq, payload)
    values (${commissionNo}, ${milestone.seq}, ${JSON.stringify(milestone)}::jsonb)`;

/** Marks a message that the workflow has already. */
export const markHad = (db: Queryable, commissionNo: string, seq: number) =>
  db.query(sql`
    update outbox set sent_at = clock_timestamp() where commission_no = ${commissionNo} and seq = ${seq}`);

/** Real milliseconds a claim lasts, longer than a message may take; then what was not marked, because its relay has ended, is sent again. */
const claimMs = 5_000;

/**
 * Claims all that is to be sent of up to `atOnce` commissions, in order of each. Of a commission whose oldest unsent message is claimed by
 * another relay, or waits, nothing is claimed.
 */
export async function claimMessages(db: Queryable, atOnce: number): Promise<OutboxMessage[]> {
  const { rows } = await db.query(sql`
    with oldest as materialized (
      select o.commission_no from outbox o
       where o.sent_at is null and o.not_before <= now() and not exists (
             select from outbox e where e.commission_no = o.commission_no and e.seq < o.seq and e.sent_at is null)
       order by o.not_before, o.id
       limit ${atOnce}
         for update of o skip locked),
    claimed as (
      update outbox o
         set attempts = o.attempts + 1, not_before = clock_timestamp() + ${claimMs} * interval '1 millisecond'
        from oldest
       where o.commission_no = oldest.commission_no and o.sent_at is null
      returning o.id, o.commission_no as "commissionNo", o.seq, o.payload, o.attempts)
    select * from claimed order by "commissionNo", seq`);
  return z.array(OutboxRow).parse(rows);
}

/** A message that was delivered; or, with a remark, that no workflow is there to take. */
export interface SentMessage extends OutboxMessage {
  readonly remark: 'workflow-gone' | null;
}

export async function markSent(db: Queryable, messages: readonly SentMessage[]): Promise<void> {
  await db.query(sql`
    update outbox o set sent_at = clock_timestamp(), remark = m.remark
      from unnest(${idsOf(messages)}::bigint[], ${messages.map(({ remark }) => remark)}::text[]) as m (id, remark)
     where o.id = m.id`);
}

/** The messages were not delivered and wait `pauseMs` real milliseconds. */
export async function markPostponed(
  db: Queryable,
  messages: readonly OutboxMessage[],
  pauseMs: number,
): Promise<void> {
  await db.query(sql`
    update outbox set not_before = clock_timestamp() + ${pauseMs} * interval '1 millisecond'
     where id = any (${idsOf(messages)}::bigint[])`);
}

const idsOf = (messages: readonly OutboxMessage[]) => messages.map(({ id }) => id);

/** Has the milestones of a commission from number `from` on sent again: a newer run of its workflow lacks them. */
export async function sendAgain(db: Queryable, commissionNo: string, from = 1): Promise<void> {
  await db.query(sql`
    update outbox set sent_at = null, remark = null, not_before = clock_timestamp()
     where commission_no = ${commissionNo} and seq >= ${from}`);
}

/** How many messages wait, and how many real seconds the oldest has waited. */
export async function measureUnsent(db: Queryable): Promise<{ count: number; oldestSeconds: number }> {
  const { rows } = await db.query<{ count: number; oldestSeconds: number }>(sql`
    select count(*)::int as count,
           coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as "oldestSeconds"
      from outbox
     where sent_at is null`);
  return rows[0] ?? { count: 0, oldestSeconds: 0 };
}
