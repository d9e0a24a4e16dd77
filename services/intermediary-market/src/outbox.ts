import type { Queryable } from '@doudi/infra/database';
import { milestones, type MilestoneNews } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';

const News = z.strictObject({
  seq: z.number(),
  by: z.string(),
  event: z.strictObject({ kind: z.enum(milestones), at: z.number(), agencyNo: z.string().exactOptional() }),
}) satisfies z.ZodType<MilestoneNews>;

const LetterRow = z.object({
  id: z.string(),
  commissionNo: z.string(),
  payload: z.unknown(),
  attempts: z.number(),
});
/** News on its way to the workflow of its commission. */
export type Letter = z.output<typeof LetterRow>;

/** What a letter says; read apart from its row, so that an unreadable one fails alone. */
export const newsIn = ({ payload }: Letter): MilestoneNews => News.parse(payload);

export async function insertLetter(db: Queryable, commissionNo: string, news: MilestoneNews): Promise<void> {
  await db.query(sql`
    insert into outbox (commission_no, seq, payload)
    values (${commissionNo}, ${news.seq}, ${JSON.stringify(news)}::jsonb)`);
}

// Of each commission only the oldest unsent letter may go; another instance that holds it holds up what follows it too.
const ready = sql`
  o.sent_at is null and o.not_before <= now() and not exists (
    select from outbox e where e.commission_no = o.commission_no and e.seq < o.seq and e.sent_at is null)`;

export async function hasReadyLetter(db: Queryable): Promise<boolean> {
  const { rows } = await db.query(sql`select from outbox o where ${ready} limit 1`);
  return rows.length > 0;
}

/** The next letter to send, held until the transaction ends; letters others hold are passed over. */
export async function findReadyLetter(db: Queryable): Promise<Letter | undefined> {
  const { rows } = await db.query(sql`
    select o.id, o.commission_no as "commissionNo", o.payload, o.attempts
      from outbox o
     where ${ready}
     order by o.not_before, o.id
     limit 1
       for update of o skip locked`);
  return LetterRow.optional().parse(rows[0]);
}

/** The letter has arrived; or, with a remark, nobody is there who would take it. */
export async function markSent(db: Queryable, { id }: Letter, remark: 'workflow-gone' | null): Promise<void> {
  await db.query(sql`update outbox set sent_at = clock_timestamp(), remark = ${remark} where id = ${id}`);
}

/** The letter has not arrived and waits `pauseMs` real milliseconds. */
export async function markPostponed(db: Queryable, { id }: Letter, pauseMs: number): Promise<void> {
  await db.query(sql`
    update outbox
       set attempts = attempts + 1, not_before = clock_timestamp() + ${pauseMs} * interval '1 millisecond'
     where id = ${id}`);
}

/** How many letters wait, and how many real seconds the oldest has waited. */
export async function measureUnsent(db: Queryable): Promise<{ count: number; oldestSeconds: number }> {
  const { rows } = await db.query<{ count: number; oldestSeconds: number }>(sql`
    select count(*)::int as count,
           coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as "oldestSeconds"
      from outbox
     where sent_at is null`);
  return rows[0] ?? { count: 0, oldestSeconds: 0 };
}
