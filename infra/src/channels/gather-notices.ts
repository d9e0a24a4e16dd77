import sql, { type Sql } from 'sql-template-tag';
import { inTransaction, type Pool, type Queryable } from '../database/pool.ts';

/** How notices become messages. */
export interface Gathering {
  readonly pool: Pool;
  /** real milliseconds for which notices are gathered from the first on, so that many at once make one message */
  readonly gatheredMs: number;
  /** real milliseconds between two mails to one person, at least; null when no mail is sent */
  readonly mailEveryMs: number | null;
  /** `subject`, `mail` and `addressees` of those who want mail */
  readonly mailRecipients: Sql;
  /** whether an agent has a mandate in force for the project of the notice `n` */
  readonly isMandated: (agentId: Sql) => Sql;
}

/** Notices taken in one look; what is beyond is left to the next. */
const takenAtOnce = 5_000;

/** Notices of one message: as JSON about 300 kB. */
const mostListed = 1_000;

/** Messages a webhook may have under way: while it is away the rest is gathered into few. */
const mostUndelivered = 20;

/**
 * Gives new notices to those who receive them, and makes what each has to be sent into one message. All of it or nothing; of several
 * processes one does it, so that the notices of a subject stay in order.
 */
export const gatherNotices = (gathering: Gathering): Promise<void> =>
  inTransaction(gathering.pool, async (db) => {
    if (!(await isAlone(db))) return;
    const numbers = await takeUnsent(db, gathering.gatheredMs);
    if (numbers.length > 0) {
      await giveToWebhooks(db, numbers, gathering);
      if (gathering.mailEveryMs !== null) await giveToPeople(db, numbers, gathering);
    }
    await makeMessages(db, gathering.mailEveryMs ?? 0);
  });

async function isAlone(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ alone: boolean }>(sql`
    select pg_try_advisory_xact_lock(hashtextextended(current_schema() || '.unsent_notices', 0)) as alone`);
  return rows[0]?.alone ?? false;
}

/** All that are there once the first has waited long enough. */
async function takeUnsent(db: Queryable, gatheredMs: number): Promise<number[]> {
  const { rows } = await db.query<{ no: number }>(sql`
    delete from unsent_notices
     where no in (select no from unsent_notices order by no limit ${takenAtOnce})
       and exists (select from unsent_notices
                    where created_at <= clock_timestamp() - ${gatheredMs} * interval '1 millisecond')
    returning no::integer as no`);
  return rows.map(({ no }) => no);
}

/** What is ordered: the order where there is one, so that everything about it comes as it happened. */
const subject = sql`coalesce(n.order_no, n.about)`;

const bound = sql`substr(a.addressee, strpos(a.addressee, ':') + 1)`;

/** An agent without a mandate for the project is told nothing of it, as in the inbox. */
const mayHear = ({ isMandated }: Gathering): Sql => sql`
  (n.project_code is null or not starts_with(a.addressee, 'agent:') or ${isMandated(bound)})`;

const giveToWebhooks = (db: Queryable, numbers: readonly number[], gathering: Gathering) =>
  db.query(sql`
    insert into notice_items (channel, receiver, no, subject, addressees)
    select 'webhook', w.webhook_id, n.no, ${subject}, array_agg(a.addressee order by a.addressee)
      from notices n
     cross join unnest(n.addressees) as a (addressee)
      join webhooks w on w.ended_at is null
       and (w.roles is null or split_part(a.addressee, ':', 1) = any (w.roles))
       and (w.bounds is null or ${bound} = any (w.bounds))
     where n.no = any (${numbers}::bigint[]) and ${mayHear(gathering)}
     group by w.webhook_id, n.no
        on conflict do nothing`);

const giveToPeople = (db: Queryable, numbers: readonly number[], gathering: Gathering) =>
  db.query(sql`
    with told as (
      select r.subject as receiver, n.no, ${subject} as subject, array_agg(a.addressee order by a.addressee) as addressees
        from notices n
       cross join unnest(n.addressees) as a (addressee)
        join (select p.subject, unnest(p.addressees) as addressee from ${gathering.mailRecipients} p) r
          on r.addressee = a.addressee
       where n.no = any (${numbers}::bigint[]) and n.by is distinct from r.subject and ${mayHear(gathering)}
       group by r.subject, n.no),
    known as (
      insert into notice_receivers (channel, receiver) select distinct 'mail', receiver from told on conflict do nothing)
    insert into notice_items (channel, receiver, no, subject, addressees)
    select 'mail', receiver, no, subject, addressees from told
        on conflict do nothing`);

/**
 * One message for each receiver, of all that is in none yet and about whose subject none is under way: so what cannot be delivered
 * keeps only its own subjects waiting.
 */
const makeMessages = (db: Queryable, mailEveryMs: number) =>
  db.query(sql`
    with open as (
      select r.channel, r.receiver from notice_receivers r
       where r.ended_at is null
         and exists (select from notice_items i
                      where i.channel = r.channel and i.receiver = r.receiver and i.message_id is null)
         and (select count(*) from notice_messages m
               where m.channel = r.channel and m.receiver = r.receiver and m.sent_at is null)
             < case r.channel when 'mail' then 1 else ${mostUndelivered}::integer end
         and (r.channel <> 'mail' or r.gathered_at is null
              or r.gathered_at <= clock_timestamp() - ${mailEveryMs} * interval '1 millisecond')),
    loose as (
      select i.channel, i.receiver, i.no, i.subject,
             row_number() over (partition by i.channel, i.receiver order by i.no) as place
        from notice_items i join open o on o.channel = i.channel and o.receiver = i.receiver
       where i.message_id is null and not exists (
             select from notice_messages m
              where m.channel = i.channel and m.receiver = i.receiver and m.sent_at is null
                and i.subject = any (m.subjects))),
    made as (
      insert into notice_messages (channel, receiver, subjects)
      select channel, receiver, array_agg(distinct subject) from loose
       where place <= ${mostListed} group by channel, receiver
      returning channel, receiver, message_id),
    gathered as (
      update notice_receivers r set gathered_at = clock_timestamp()
        from made where made.channel = r.channel and made.receiver = r.receiver)
    update notice_items i set message_id = made.message_id
      from loose join made on made.channel = loose.channel and made.receiver = loose.receiver
     where i.channel = loose.channel and i.receiver = loose.receiver and i.no = loose.no
       and loose.place <= ${mostListed}`);
