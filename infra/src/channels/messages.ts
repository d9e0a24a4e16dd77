import sql from 'sql-template-tag';
import type { Queryable } from '../database/pool.ts';
import type { NewNotice } from '../http/notices/notices.ts';
import { isDue, type Receiver } from './receivers.ts';

/** Why a message was not delivered. */
export const failures = [
  'no-answer',
  'too-slow',
  'answered',
  'redirected',
  'address-refused',
  'mail-refused',
  'internal',
] as const;
export type Failure = (typeof failures)[number];

/** Why a message that nobody has counts as sent. */
export const remarks = ['no-address', 'mail-refused'] as const;
type Remark = (typeof remarks)[number];

/** What became of one attempt. */
export type Attempt =
  | { readonly outcome: 'delivered' }
  | { readonly outcome: 'dropped'; readonly remark: Remark }
  | { readonly outcome: 'failed'; readonly failure: Failure; readonly status?: number };

/** Notices gathered for one receiver. */
export interface Message extends Receiver {
  readonly messageId: string;
  readonly madeAt: Date;
  /** how often it has failed since it was last to be sent */
  readonly attempts: number;
}

/** A notice as a message bears it; of its addressees those that the receiver hears of. */
export interface Item extends Omit<NewNotice, 'cause' | 'at'> {
  readonly no: number;
  readonly at: Date;
}

/** The oldest message that may be sent to a receiver now. */
export async function findDue(db: Queryable, { channel, receiver }: Receiver): Promise<Message | undefined> {
  const { rows } = await db.query<Message>(sql`
    select m.message_id as "messageId", m.channel, m.receiver, m.created_at as "madeAt", m.attempts
      from notice_messages m
     where m.channel = ${channel} and m.receiver = ${receiver} and ${isDue}
     order by m.seq
     limit 1`);
  return rows[0];
}

/** The notices of a message, the earliest first. */
export async function listItems(db: Queryable, { messageId }: Pick<Message, 'messageId'>): Promise<Item[]> {
  const { rows } = await db.query<Item>(sql`
    select n.no::integer as no, n.kind, n.at, n.by, i.addressees, n.order_no as "orderNo",
           n.project_code as "projectCode", n.step, n.task, n.about, n.link, n.detail
      from notice_items i join notices n on n.no = i.no
     where i.message_id = ${messageId}
     order by n.no`);
  return rows;
}

/**
 * A message was delivered, or nobody is there to have it. When it had failed before, the receiver is back: what else waits for it is
 * due at once.
 */
export const markSent = (db: Queryable, message: Message, remark: Remark | null = null) =>
  db.query(sql`
    with sent as (
      update notice_messages
         set sent_at = clock_timestamp(), remark = ${remark}, failure = null, status = null, failing_since = null
       where message_id = ${message.messageId})
    update notice_messages set not_before = clock_timestamp()
     where ${message.attempts > 0} and channel = ${message.channel} and receiver = ${message.receiver}
       and sent_at is null and message_id <> ${message.messageId}`);

/** A message was not delivered and waits `pauseMs` real milliseconds. */
export const markFailed = (
  db: Queryable,
  { messageId }: Message,
  { failure, status = null, pauseMs }: { failure: Failure; status?: number | null; pauseMs: number },
) =>
  db.query(sql`
    update notice_messages
       set attempts = attempts + 1, failure = ${failure}, status = ${status},
           failing_since = coalesce(failing_since, clock_timestamp()),
           not_before = clock_timestamp() + ${pauseMs} * interval '1 millisecond'
     where message_id = ${messageId}`);

/** Has a receiver's messages sent again, in order, from one of them on; answers how many, 0 when it is not the receiver's. */
export async function sendAgain(
  db: Queryable,
  { channel, receiver }: Receiver,
  messageId: string,
): Promise<number> {
  const { rowCount } = await db.query(sql`
    update notice_messages m
       set sent_at = null, remark = null, attempts = 0, failure = null, status = null, failing_since = null,
           not_before = clock_timestamp()
      from notice_messages f
     where f.message_id = ${messageId} and f.channel = ${channel} and f.receiver = ${receiver}
       and m.channel = f.channel and m.receiver = f.receiver and m.seq >= f.seq`);
  return rowCount ?? 0;
}

/** Real days for which a message that was sent can be sent again. */
const keptDays = 90;

export const forgetOldMessages = (db: Queryable) =>
  db.query(sql`delete from notice_messages where sent_at < now() - make_interval(days => ${keptDays})`);
