import { Webhook } from 'standardwebhooks';
import type { Queryable } from '../database/pool.ts';
import { isoOf } from '../http/validation/iso.ts';
import type { AddressRule } from './checked-addresses.ts';
import { type Item, listItems, type Message } from './messages.ts';
import { postMessage } from './post-message.ts';
import type { Send } from './send-messages.ts';
import { findTarget } from './webhooks.ts';

/** What of the service a message says, and how it is posted. */
export interface WebhookParts {
  readonly pool: Queryable;
  readonly service: string;
  /** where people reach the gateway; without it links are paths */
  readonly gatewayUrl: string | undefined;
  readonly rule: AddressRule;
  /** real milliseconds a receiver may take, unless 15 s */
  readonly withinMs?: number;
}

/** Posts a message to its webhook, signed after Standard Webhooks with each secret that is in force. */
export const sendWebhook =
  ({ pool, rule, withinMs, ...parts }: WebhookParts): Send =>
  async (message, signal) => {
    const target = await findTarget(pool, message.receiver);
    if (!target) return { outcome: 'dropped', remark: 'no-address' };
    const body = JSON.stringify(bodyOf(message, await listItems(pool, message), parts));
    const headers = signed(message.messageId, body, target.secrets);
    const limits = withinMs === undefined ? {} : { withinMs };
    return postMessage({ url: target.url, headers, body, signal, ...limits }, rule);
  };

/** The id stays the same however often the message is sent; the instant is that of the attempt. */
function signed(messageId: string, body: string, secrets: readonly string[]): Record<string, string> {
  const at = new Date();
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'doudi',
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(messageId, at, body)).join(' '),
  };
}

/** Numbers, codes and links: no names and no texts. The same for each attempt. */
const bodyOf = (
  { madeAt }: Message,
  items: readonly Item[],
  { service, gatewayUrl = '' }: Pick<WebhookParts, 'service' | 'gatewayUrl'>,
) => ({
  type: 'notices',
  timestamp: isoOf(madeAt),
  data: {
    service,
    count: items.length,
    notices: items.map(({ at, link, ...item }) => ({ ...item, at: isoOf(at), link: `${gatewayUrl}${link}` })),
  },
});
