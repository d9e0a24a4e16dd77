import type { z } from 'zod';
import type { Queryable } from '../database/pool.ts';
import { notFound, unfit } from '../http/problems/problem.ts';
import { page } from '../http/rendering/page.ts';
import type { Allow } from '../http/routing/access-scope.ts';
import { type Answer, type Call, get, post } from '../http/routing/route.ts';
import { sendAgain } from './messages.ts';
import { listMessages, positionOfMessage } from './sent-messages.ts';
import {
  MessagesAnswer,
  MessagesQuery,
  OfWebhook,
  RegisterWebhook,
  ReplayAnswer,
  ReplayBody,
  SecretAnswer,
  showMessage,
  showWebhook,
  WebhookAnswer,
  WebhooksAnswer,
} from './webhook-answer.ts';
import {
  endWebhook,
  findWebhook,
  insertWebhook,
  listWebhooks,
  newSecret,
  replaceSecret,
  type Webhook,
} from './webhooks.ts';

const administrator: Allow = { administrator: 'all' };

/** Where the notices of a service are posted to: an administrator registers, looks after and ends it. */
export const webhookRoutes = <Service extends string>(service: Service) => {
  const all = `/v1/inbox/${service}/webhooks` as const;
  const one = `${all}/:webhookId` as const;
  const ofOne = { allow: administrator, params: OfWebhook };
  return [
    get(all, {
      summary: { zh: '通知推送目标，最新在前', en: 'Where notices are posted to, newest first' },
      allow: administrator,
      answer: WebhooksAnswer,
      handler: readWebhooks,
    }),
    post(all, {
      summary: { zh: '登记推送目标', en: 'Register a webhook; its secret is shown once' },
      allow: administrator,
      body: RegisterWebhook,
      transaction: true,
      answer: SecretAnswer,
      status: 201,
      showsOnce: ['secret'],
      handler: registerWebhook,
    }),
    get(one, {
      ...ofOne,
      summary: { zh: '一个推送目标', en: 'One webhook, and how it takes its messages' },
      answer: WebhookAnswer,
      handler: readWebhook,
    }),
    post(`${one}/ending`, {
      ...ofOne,
      summary: { zh: '停用推送目标', en: 'End a webhook: nothing is sent to it any more' },
      transaction: true,
      answer: WebhookAnswer,
      handler: endOne,
    }),
    post(`${one}/secret`, {
      ...ofOne,
      summary: { zh: '更换签名密钥', en: 'Replace the secret of a webhook; the new one is shown once' },
      transaction: true,
      answer: SecretAnswer,
      showsOnce: ['secret'],
      handler: renewSecret,
    }),
    get(`${one}/messages`, {
      ...ofOne,
      summary: { zh: '推送记录，最新在前', en: 'The messages of a webhook, newest first' },
      query: MessagesQuery,
      answer: MessagesAnswer,
      handler: readMessages,
    }),
    post(`${one}/replay`, {
      ...ofOne,
      summary: { zh: '从某条起重新推送', en: 'Send the messages from one on again, under their ids' },
      body: ReplayBody,
      transaction: true,
      answer: ReplayAnswer,
      handler: replay,
    }),
  ] as const;
};

const words = {
  webhook: { zh: '推送目标', en: 'webhook' },
  message: { zh: '推送记录', en: 'message' },
};

type WebhookCall<Body = unknown, Query = unknown> = Call<Body, OfWebhook, Query>;

async function getWebhook(db: Queryable, webhookId: string): Promise<Webhook> {
  const found = await findWebhook(db, webhookId);
  if (!found) throw notFound(words.webhook);
  return found;
}

/** Throws 404 also of one that has ended. */
async function getActive({ db, params }: WebhookCall): Promise<Webhook> {
  const found = await getWebhook(db, params.webhookId);
  if (found.endedAt) throw notFound(words.webhook);
  return found;
}

const readWebhooks = async ({ db }: Call): Promise<Answer> => ({
  body: { items: (await listWebhooks(db)).map(showWebhook) },
});

const readWebhook = async ({ db, params }: WebhookCall): Promise<Answer> => ({
  body: showWebhook(await getWebhook(db, params.webhookId)),
});

async function registerWebhook({
  db,
  body,
  caller,
}: Call<z.output<typeof RegisterWebhook>>): Promise<Answer> {
  refuseOddUrl(body.url);
  const secret = newSecret();
  const webhookId = await insertWebhook(db, body, { by: caller.subject, secret });
  return { status: 201, body: { ...showWebhook(await getWebhook(db, webhookId)), secret } };
}

const loopbackHosts = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** What can be seen of a URL alone; the address behind it is checked each time something is sent. */
function refuseOddUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isFit = url && (url.protocol === 'https:' || loopbackHosts.test(url.hostname));
  if (isFit) return;
  throw unfit([
    {
      at: '/url',
      fault: { zh: '须为 https 网址；http 仅限本机', en: 'must be https; http is for this machine only' },
    },
  ]);
}

async function endOne({ db, params, caller }: WebhookCall): Promise<Answer> {
  await getWebhook(db, params.webhookId);
  await endWebhook(db, params.webhookId, caller.subject);
  return { body: showWebhook(await getWebhook(db, params.webhookId)) };
}

async function renewSecret(call: WebhookCall): Promise<Answer> {
  const webhook = await getActive(call);
  const secret = newSecret();
  await replaceSecret(call.db, webhook.webhookId, secret);
  return { body: { ...showWebhook(webhook), secret } };
}

async function readMessages({
  db,
  params,
  query,
}: WebhookCall<unknown, z.output<typeof MessagesQuery>>): Promise<Answer> {
  await getWebhook(db, params.webhookId);
  const receiver = { channel: 'webhook', receiver: params.webhookId } as const;
  return { body: page(await listMessages(db, receiver, query), query, showMessage, positionOfMessage) };
}

async function replay(call: WebhookCall<z.output<typeof ReplayBody>>): Promise<Answer> {
  const { webhookId } = await getActive(call);
  const messages = await sendAgain(call.db, { channel: 'webhook', receiver: webhookId }, call.body.from);
  if (messages === 0) throw notFound(words.message);
  return { body: { messages } };
}
