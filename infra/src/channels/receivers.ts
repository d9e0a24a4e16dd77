import sql, { type Sql } from 'sql-template-tag';
import type { Queryable } from '../database/pool.ts';

/** How notices reach people and systems beside the inbox. */
export const channels = ['webhook', 'mail'] as const;
export type Channel = (typeof channels)[number];

/** Who receives by a channel: a webhook by its id, a person by the subject id. */
export interface Receiver {
  readonly channel: Channel;
  readonly receiver: string;
}

/** A receiver that one sender serves until its claim ends. */
export interface Claimed extends Receiver {
  readonly claim: string;
}

/** Real milliseconds a claim lasts, longer than one message may take; then another sender goes on. */
const claimMs = 60_000;

const until = sql`clock_timestamp() + ${claimMs} * interval '1 millisecond'`;

export const insertReceiver = (db: Queryable, { channel, receiver }: Receiver) =>
  db.query(sql`
    insert into notice_receivers (channel, receiver) values (${channel}, ${receiver}) on conflict do nothing`);

/** Claims up to `atOnce` receivers of these channels with a message that is due; none that another sender serves. */
export async function claimReceivers(
  db: Queryable,
  served: readonly Channel[],
  atOnce: number,
): Promise<Claimed[]> {
  const { rows } = await db.query<Claimed>(sql`
    with free as (
      select r.channel, r.receiver from notice_receivers r
       where r.channel = any (${served}) and r.ended_at is null and r.claimed_until <= now()
         and exists (select from notice_messages m
                      where m.channel = r.channel and m.receiver = r.receiver and ${isDue})
       order by r.claimed_until
       limit ${atOnce}
         for update of r skip locked)
    update notice_receivers r set claim = gen_random_uuid(), claimed_until = ${until}
      from free
     where r.channel = free.channel and r.receiver = free.receiver
    returning r.channel, r.receiver, r.claim`);
  return rows;
}

/** The condition that the message `m` may be sent now: none that is to be sent before it is about one of its subjects. */
export const isDue: Sql = sql`
  m.sent_at is null and m.not_before <= clock_timestamp() and not exists (
    select from notice_messages e
     where e.channel = m.channel and e.receiver = m.receiver and e.sent_at is null and e.seq < m.seq
       and e.subjects && m.subjects)`;

/** Holds a claim as long again; false when it, or the receiver, has ended meanwhile. */
export async function holdClaim(db: Queryable, { channel, receiver, claim }: Claimed): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    update notice_receivers set claimed_until = ${until}
     where channel = ${channel} and receiver = ${receiver} and claim = ${claim} and ended_at is null`);
  return rowCount === 1;
}

/** Lets the next sender have the receiver at once. */
export const endClaim = (db: Queryable, { channel, receiver, claim }: Claimed) =>
  db.query(sql`
    update notice_receivers set claim = null, claimed_until = clock_timestamp()
     where channel = ${channel} and receiver = ${receiver} and claim = ${claim}`);
