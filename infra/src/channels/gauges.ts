import sql from 'sql-template-tag';
import type { Queryable } from '../database/pool.ts';
import type { Gauge } from '../service/metrics.ts';
import { channels } from './receivers.ts';
import { failingDays } from './webhooks.ts';

/** How far the channels of notices are behind, by channel, and how many webhooks have failed for days. */
export const channelGauges: readonly Gauge[] = [
  {
    name: 'doudi_notice_messages_waiting',
    help: 'Messages of notices that are not delivered yet',
    label: 'channel',
    read: async (db) => by((await measureWaiting(db)).map(({ channel, count }) => [channel, count])),
  },
  {
    name: 'doudi_notice_oldest_waiting_seconds',
    help: 'Seconds the oldest notice that is not delivered has waited, 0 when there is none',
    label: 'channel',
    read: async (db) => by((await measureWaiting(db)).map(({ channel, seconds }) => [channel, seconds])),
  },
  {
    name: 'doudi_webhooks_failing',
    help: `Webhooks with a message that has failed for ${failingDays} days`,
    read: async (db) => ({ '': await countFailing(db) }),
  },
];

const by = (found: readonly (readonly [string, number])[]): Record<string, number> => ({
  ...Object.fromEntries(channels.map((channel) => [channel, 0])),
  ...Object.fromEntries(found),
});

async function measureWaiting(db: Queryable) {
  const { rows } = await db.query<{ channel: string; count: number; seconds: number }>(sql`
    select w.channel, sum(w.messages)::integer as count,
           extract(epoch from now() - min(w.since))::float8 as seconds
      from (select m.channel, m.receiver, 1 as messages, m.created_at as since
              from notice_messages m where m.sent_at is null
             union all
            select i.channel, i.receiver, 0, i.created_at from notice_items i where i.message_id is null) w
      join notice_receivers r on r.channel = w.channel and r.receiver = w.receiver and r.ended_at is null
     group by w.channel`);
  return rows;
}

async function countFailing(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(sql`
    select count(distinct m.receiver)::integer as count from notice_messages m
     where m.channel = 'webhook' and m.sent_at is null
       and m.failing_since <= now() - make_interval(days => ${failingDays})`);
  return rows[0]?.count ?? 0;
}
