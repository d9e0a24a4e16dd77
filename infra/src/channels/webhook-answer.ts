import { z } from 'zod';
import { pageOf, pageShape } from '../http/rendering/page.ts';
import { roles } from '../http/routing/role.ts';
import { IsoInstant, isoOf } from '../http/validation/iso.ts';
import { bilingual } from '../words.ts';
import { failures, remarks } from './messages.ts';
import { failingDays, overlapHours, type Webhook } from './webhooks.ts';
import type { SentMessage } from './sent-messages.ts';

const wrongUrl = bilingual(
  '须为 https:// 网址（测试环境的本机可用 http://），不含用户名、密码和“#”',
  'must be a web address with https:// (http:// for this machine outside production), without user, password and #',
);

/** A department's code, a USCC, or of an agent the subject id, as notices are addressed. */
const Bound = z.string().regex(/^[A-Za-z0-9._:|-]{1,200}$/, bilingual('须为编号', 'must be a code or an id'));

export const RegisterWebhook = z
  .strictObject({
    url: z
      .string()
      .max(500)
      .regex(/^https?:\/\/[!-"$-?A-~]+$/, wrongUrl),
    /** only what is addressed to one of these roles; null: to any */
    roles: z.array(z.enum(roles)).min(1).max(roles.length).nullable(),
    /** only what is addressed to one of these departments, USCCs or agents; null: to any */
    bounds: z.array(Bound).min(1).max(100).nullable(),
  })
  .meta({
    id: 'RegisterWebhook',
    examples: [{ url: 'https://notices.example.cn/doudi', roles: ['reviewer', 'checker'], bounds: ['DRC'] }],
  });

const fields = {
  webhookId: z.string(),
  url: z.string(),
  roles: z.array(z.enum(roles)).nullable(),
  bounds: z.array(z.string()).nullable(),
  state: z.enum(['active', 'failing', 'ended']).meta({
    description: `failing: a message has not been taken for ${failingDays} days; it is tried all the same`,
  }),
  registeredBy: z.string(),
  registeredAt: IsoInstant,
  endedAt: IsoInstant.nullable(),
  /** messages that are not delivered, and since when the oldest waits */
  waiting: z.int(),
  waitingSince: IsoInstant.nullable(),
  /** of what has failed longest: since when, how the last time, and the HTTP status where there was one */
  failingSince: IsoInstant.nullable(),
  failure: z.enum(failures).nullable(),
  status: z.int().nullable(),
  deliveredAt: IsoInstant.nullable(),
};

export const WebhookAnswer = z.strictObject(fields).meta({ id: 'Webhook' });
export const WebhooksAnswer = z.strictObject({ items: z.array(WebhookAnswer) }).meta({ id: 'Webhooks' });

/** A webhook with a new secret, which no other answer shows: a repetition of the request shows null. */
export const SecretAnswer = z
  .strictObject({
    ...fields,
    secret: z
      .string()
      .nullable()
      .meta({
        description: `shown once, null in a repetition; a replaced one signs for ${overlapHours} more hours`,
      }),
  })
  .meta({ id: 'WebhookSecret' });

export const OfWebhook = z.strictObject({
  webhookId: z.string().regex(/^wh_[0-9a-f]{32}$/, bilingual('须为编号', 'must be the id of a webhook')),
});
export type OfWebhook = z.output<typeof OfWebhook>;

export const MessagesQuery = z.strictObject(pageShape);
export const MessagesAnswer = pageOf(
  z
    .strictObject({
      /** the `webhook-id` under which it is sent */
      messageId: z.uuid(),
      madeAt: IsoInstant,
      notices: z.int(),
      sentAt: IsoInstant.nullable(),
      attempts: z.int(),
      failure: z.enum(failures).nullable(),
      status: z.int().nullable(),
      remark: z.enum(remarks).nullable(),
    })
    .meta({ id: 'WebhookMessage' }),
);

export const ReplayBody = z
  .strictObject({
    from: z
      .uuid(bilingual('须为推送消息的编号（webhook-id）', 'must be the id of a message, its `webhook-id`'))
      .meta({ description: 'the `webhook-id` of the first that is sent again' }),
  })
  .meta({ id: 'WebhookReplay', examples: [{ from: '00000000-0000-4000-8000-000000000000' }] });
export const ReplayAnswer = z.strictObject({ messages: z.int() }).meta({ id: 'WebhookReplayed' });

const isoOrNull = (at: Date | null) => at && isoOf(at);

export const showWebhook = ({
  registeredAt,
  endedAt,
  waitingSince,
  failingSince,
  deliveredAt,
  ...webhook
}: Webhook) => ({
  ...webhook,
  state: stateOf({ endedAt, failingSince }),
  registeredAt: isoOf(registeredAt),
  endedAt: isoOrNull(endedAt),
  waitingSince: isoOrNull(waitingSince),
  failingSince: isoOrNull(failingSince),
  deliveredAt: isoOrNull(deliveredAt),
});

function stateOf({ endedAt, failingSince }: Pick<Webhook, 'endedAt' | 'failingSince'>) {
  if (endedAt) return 'ended';
  const isFailing = failingSince && Date.now() - failingSince.getTime() >= failingDays * 86_400_000;
  return isFailing ? 'failing' : 'active';
}

export const showMessage = ({ madeAt, sentAt, seq: _seq, ...message }: SentMessage) => ({
  ...message,
  madeAt: isoOf(madeAt),
  sentAt: isoOrNull(sentAt),
});
