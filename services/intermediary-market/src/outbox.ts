import type { Queryable } from '@doudi/infra/database';
import { milestones, type MilestoneNotice } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';

const MilestonePayload = z.strictObject({
  seq: z.number(),
  by: z.string(),
  event: z.strictObject({ kind: z.enum(milestones), at: z.number(), agencyNo: z.string().exactOptional() }),
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

export async function insertMessage(
  db: Queryable,
  commissionNo: string,
  milestone: MilestoneNotice,
): Promise<void> {
  await db.query(sql`
    insert into outbox (commission_no, seq, payload)
    values (${commissionNo}, ${milestone.seq}, ${JSON.stringify(milestone)}::jsonb)`);
}

// Of each commission only the oldest unsent message may go; another instance that holds it holds up what follows it too.
const ready = sql`
  o.sent_at is null and o.not_before <= now() and not exists (
    select from outbox e where e.commission_no = o.commission_no and e.seq < o.seq and e.sent_at is null)`;

export async function hasReadyMessage(db: Queryable): Promise<boolean> {
  const { rows } = await db.query(sql`select from outbox o where ${ready} limit 1`);
  return rows.length > 0;
}

/** The next message to send, held until the transaction ends; messages that others hold are skipped. */
export async function findReadyMessage(db: Queryable): Promise<OutboxMessage | undefined> {
  const { rows } = await db.query(sql`
    select o.id, o.commission_no as "commissionNo", o.payload, o.attempts
      from outbox o
     where ${ready}
     order by o.not_before, o.id
     limit 1
       for update of o skip locked`);
  return OutboxRow.optional().parse(rows[0]);
}

/** The message was delivered; or, with a remark, no workflow is there to take it. */
export async function markSent(
  db: Queryable,
  { id }: OutboxMessage,
  remark: 'workflow-gone' | null,
): Promise<void> {
  await db.query(sql`update outbox set sent_at = clock_timestamp(), remark = ${remark} where id = ${id}`);
}

/** The message was not delivered and waits `pauseMs` real milliseconds. */
export async function markPostponed(db: Queryable, { id }: OutboxMessage, pauseMs: number): Promise<void> {
  await db.query(sql`
    update outbox
       set attempts = attempts + 1, not_before = clock_timestamp() + ${pauseMs} * interval '1 millisecond'
     where id = ${id}`);
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
