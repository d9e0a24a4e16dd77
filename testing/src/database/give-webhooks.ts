import { randomBytes, randomUUID } from 'node:crypto';
import type { Queryable } from '@doudi/infra/database';
import type { Sample } from '../samples.ts';

interface GivenWebhook {
  readonly webhookId: string;
  /** of its one message, which was delivered */
  readonly messageId: string;
}

/** Registers a webhook that leads nowhere and has had a message, under this id where one is given. */
export async function giveWebhook(db: Queryable, messageId: string = randomUUID()): Promise<GivenWebhook> {
  const webhookId = `wh_${randomBytes(16).toString('hex')}`;
  const add = (statement: string, ...values: string[]) => db.query(statement, values);
  await add(`insert into notice_receivers (channel, receiver) values ('webhook', $1)`, webhookId);
  await add(
    `insert into webhooks (webhook_id, url, registered_by) values ($1, 'https://receiver.invalid/', 'p-1')`,
    webhookId,
  );
  await add(`insert into webhook_secrets (webhook_id, secret) values ($1, 'whsec_AAAA')`, webhookId);
  await add(
    `insert into notice_messages (message_id, channel, receiver, subjects, sent_at) values ($2, 'webhook', $1, '{}', now())`,
    ...[webhookId, messageId],
  );
  return { webhookId, messageId };
}

const none = { webhookId: `wh_${'0'.repeat(32)}` };
const registered = ['notice_receivers', 'webhooks', 'webhook_secrets'];

const actsOf = (db: () => Queryable) => {
  const own = async () => ({ params: { webhookId: (await giveWebhook(db())).webhookId } });
  const replayed = async () => {
    const { webhookId, messageId: from } = await giveWebhook(db());
    return { params: { webhookId }, body: { from } };
  };
  const register = {
    own: () => ({ body: { url: 'https://receiver.invalid/doudi', roles: ['reviewer'], bounds: null } }),
    touches: registered,
  };
  const act = { own, none: { params: none }, touches: [...registered, 'notice_messages'] };
  const replay = { ...act, own: replayed, none: { params: none, body: { from: randomUUID() } } };
  return {
    register,
    read: { own, none: { params: none } },
    act,
    replay,
  };
};

/** The samples of the URLs of a service's webhooks. */
export const webhookSamples = <Service extends string>(service: Service, db: () => Queryable) => {
  const { register, read, act, replay } = actsOf(db);
  const all = `/v1/inbox/${service}/webhooks`;
  const one = `${all}/:webhookId`;
  return {
    [`GET ${all}`]: { own: () => ({}) },
    [`POST ${all}`]: register,
    [`GET ${one}`]: read,
    [`POST ${one}/ending`]: act,
    [`POST ${one}/secret`]: act,
    [`GET ${one}/messages`]: read,
    [`POST ${one}/replay`]: replay,
  } as Record<NameOfWebhooks<Service>, Sample>;
};

type All<Service extends string> = `/v1/inbox/${Service}/webhooks`;
type One<Service extends string> = `${All<Service>}/:webhookId`;
type NameOfWebhooks<Service extends string> =
  | `${'GET' | 'POST'} ${All<Service>}`
  | `GET ${One<Service>}`
  | `POST ${One<Service>}/${'ending' | 'secret' | 'replay'}`
  | `GET ${One<Service>}/messages`;
