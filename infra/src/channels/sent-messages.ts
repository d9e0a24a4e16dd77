import sql from 'sql-template-tag';
import type { Queryable } from '../database/pool.ts';
import { older, type PageQuery } from '../http/rendering/page.ts';
import type { Failure, remarks } from './messages.ts';
import type { Receiver } from './receivers.ts';

/** A message as an administrator sees it: when, how many notices, and what became of it. */
export interface SentMessage {
  readonly messageId: string;
  readonly seq: string;
  readonly madeAt: Date;
  readonly notices: number;
  readonly sentAt: Date | null;
  readonly attempts: number;
  readonly failure: Failure | null;
  readonly status: number | null;
  readonly remark: (typeof remarks)[number] | null;
}

/** The number as a text that sorts as the number does. */
const key = sql`lpad(m.seq::text, 19, '0')`;
export const positionOfMessage = ({ seq }: SentMessage) => [0, seq] as const;

/** The messages of a receiver, newest first, one more than the page holds. */
export async function listMessages(
  db: Queryable,
  { channel, receiver }: Receiver,
  query: PageQuery,
): Promise<SentMessage[]> {
  const { rows } = await db.query<SentMessage>(sql`
    select m.message_id as "messageId", ${key} as seq, m.created_at as "madeAt",
           (select count(*)::integer from notice_items i where i.message_id = m.message_id) as notices,
           m.sent_at as "sentAt", m.attempts, m.failure, m.status, m.remark
      from notice_messages m
     where m.channel = ${channel} and m.receiver = ${receiver}
       and ${older(query, sql`'epoch'::timestamptz`, key)}
     order by m.seq desc
     limit ${query.limit + 1}`);
  return rows;
}
