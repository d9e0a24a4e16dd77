import { randomBytes } from 'node:crypto';
import sql, { type Sql } from 'sql-template-tag';
import type { Queryable } from '../database/pool.ts';
import type { Failure } from './messages.ts';
import { insertReceiver } from './receivers.ts';

/** Where notices are posted to, and which. */
export interface NewWebhook {
  readonly url: string;
  /** only what is addressed to one of these roles; null: to any */
  readonly roles: readonly string[] | null;
  /** only what is addressed to one of these departments, USCCs or agents; null: to any */
  readonly bounds: readonly string[] | null;
}

export interface Webhook extends NewWebhook {
  readonly webhookId: string;
  readonly registeredBy: string;
  readonly registeredAt: Date;
  readonly endedAt: Date | null;
  /** messages that are not delivered, and since when the oldest waits */
  readonly waiting: number;
  readonly waitingSince: Date | null;
  /** of the oldest that has failed: since when, and how the last time */
  readonly failingSince: Date | null;
  readonly failure: Failure | null;
  readonly status: number | null;
  /** when a message was delivered last */
  readonly deliveredAt: Date | null;
}

/** Real days of failing after which a webhook is shown as failing; messages are tried all the same. */
export const failingDays = 3;

/** Real hours for which messages are signed with a replaced secret as well. */
export const overlapHours = 24;

/** 32 random bytes, as Standard Webhooks writes a symmetric secret. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

const messagesOf = (rest: Sql) => sql`
  from notice_messages m where m.channel = 'webhook' and m.receiver = w.webhook_id and ${rest}`;
const unsent = messagesOf(sql`m.sent_at is null`);

async function select(db: Queryable, rest: Sql): Promise<Webhook[]> {
  const { rows } = await db.query<Webhook>(sql`
    select w.webhook_id as "webhookId", w.url, w.roles, w.bounds, w.registered_by as "registeredBy",
           w.created_at as "registeredAt", w.ended_at as "endedAt",
           (select count(*)::integer ${unsent}) as waiting, (select min(m.created_at) ${unsent}) as "waitingSince",
           f.failing_since as "failingSince", f.failure, f.status,
           (select max(m.sent_at) ${messagesOf(sql`m.sent_at is not null`)}) as "deliveredAt"
      from webhooks w
      left join lateral (
        select m.failing_since, m.failure, m.status ${unsent} and m.failing_since is not null
         order by m.failing_since limit 1) f on true
      ${rest}`);
  return rows;
}

/** All that were ever registered, the newest first. */
export const listWebhooks = (db: Queryable): Promise<Webhook[]> =>
  select(db, sql`order by w.created_at desc, w.webhook_id`);

export const findWebhook = async (db: Queryable, webhookId: string): Promise<Webhook | undefined> =>
  (await select(db, sql`where w.webhook_id = ${webhookId}`))[0];

/** Registers a webhook with its first secret; answers its id. */
export async function insertWebhook(
  db: Queryable,
  { url, roles, bounds }: NewWebhook,
  { by, secret }: { by: string; secret: string },
): Promise<string> {
  const webhookId = `wh_${randomBytes(16).toString('hex')}`;
  await insertReceiver(db, { channel: 'webhook', receiver: webhookId });
  await db.query(sql`
    insert into webhooks (webhook_id, url, roles, bounds, registered_by)
    values (${webhookId}, ${url}, ${roles}, ${bounds}, ${by})`);
  await insertSecret(db, webhookId, secret);
  return webhookId;
}

const insertSecret = (db: Queryable, webhookId: string, secret: string) =>
  db.query(sql`insert into webhook_secrets (webhook_id, secret) values (${webhookId}, ${secret})`);

/** Gives a webhook another secret; the former ones end, and those that have ended are forgotten. */
export async function replaceSecret(db: Queryable, webhookId: string, secret: string): Promise<void> {
  await db.query(sql`delete from webhook_secrets where webhook_id = ${webhookId} and ends_at <= now()`);
  await db.query(sql`
    update webhook_secrets set ends_at = now() + make_interval(hours => ${overlapHours})
     where webhook_id = ${webhookId} and ends_at is null`);
  await insertSecret(db, webhookId, secret);
}

/** Ends a webhook: nothing is sent to it any more, also of what waits. */
export async function endWebhook(db: Queryable, webhookId: string, by: string): Promise<void> {
  const { rowCount } = await db.query(sql`
    update webhooks set ended_by = ${by}, ended_at = now() where webhook_id = ${webhookId} and ended_at is null`);
  if (rowCount === 0) return;
  await db.query(sql`
    update notice_receivers set ended_at = now() where channel = 'webhook' and receiver = ${webhookId}`);
  await db.query(sql`
    delete from notice_items where channel = 'webhook' and receiver = ${webhookId} and message_id is null`);
  await db.query(sql`
    delete from notice_messages where channel = 'webhook' and receiver = ${webhookId} and sent_at is null`);
  await db.query(sql`delete from webhook_secrets where webhook_id = ${webhookId}`);
}

/** Where a webhook's messages go and the keys that sign them; undefined when it has ended. */
export async function findTarget(
  db: Queryable,
  webhookId: string,
): Promise<{ url: string; secrets: string[] } | undefined> {
  const { rows } = await db.query<{ url: string; secrets: string[] }>(sql`
    select w.url, array(
             select s.secret from webhook_secrets s
              where s.webhook_id = w.webhook_id and (s.ends_at is null or s.ends_at > now())
              order by s.created_at desc) as secrets
      from webhooks w
     where w.webhook_id = ${webhookId} and w.ended_at is null`);
  return rows[0];
}
