import type { Sql } from 'sql-template-tag';
import { trustedProxies } from '../http/limits/address.ts';
import type { Pool } from '../database/pool.ts';
import type { NoticeDetail } from '../http/notices/notices.ts';
import type { Logger } from '../service/logger.ts';
import type { ServiceSettings } from '../service/service-settings.ts';
import { every, type Sweep } from '../service/sweep.ts';
import type { Words } from '../words.ts';
import { type AddressRule, resolveByDns } from './checked-addresses.ts';
import { gatherNotices } from './gather-notices.ts';
import { forgetOldMessages } from './messages.ts';
import { usualPauses } from './pause.ts';
import { sendMail, type MailServer } from './send-mail.ts';
import { sendMessages } from './send-messages.ts';
import { sendWebhook } from './send-webhook.ts';

/** What the channels of a service need of it. */
interface ChannelParts {
  readonly service: string;
  readonly settings: ServiceSettings;
  readonly pool: Pool;
  readonly logger: Logger;
  /** what a notice says */
  readonly say: (kind: string, detail: NoticeDetail) => Words;
  /** whether an agent has a mandate in force for the project of the notice `n` */
  readonly isMandated: (agentId: Sql) => Sql;
  /** `subject`, `mail` and `addressees` of those who want mail */
  readonly mailRecipients: Sql;
}

/** Real milliseconds between two looks for notices to gather, and for messages that are due. */
const lookMs = 1_000;

const [minuteMs, hourMs] = [60_000, 3_600_000];

/** What keeps the notices of a service going out: it gathers them, sends the messages, and forgets old ones. */
export function channelSweeps(parts: ChannelParts): Sweep[] {
  const { service, settings, pool, logger, say, isMandated, mailRecipients } = parts;
  const gatewayUrl = settings.GATEWAY_URL;
  const mail = mailServerOf(settings);
  const words = { service, gatewayUrl, say };
  const sending = {
    ...{ pool, logger, pauses: usualPauses, lookMs },
    send: {
      webhook: sendWebhook({ pool, service, gatewayUrl, rule: addressRule(settings) }),
      ...(mail && { mail: sendMail({ pool, mailRecipients, ...words, ...mail }) }),
    },
  };
  const gathering = {
    ...{ pool, isMandated, mailRecipients, gatheredMs: settings.NOTICES_GATHERED_SECONDS * 1_000 },
    mailEveryMs: mail ? settings.MAIL_EVERY_MINUTES * minuteMs : null,
  };
  return [
    every(lookMs, () => gatherNotices(gathering), 'gatherNotices'),
    every(lookMs, (signal) => sendMessages(sending, signal), 'sendMessages'),
    every(hourMs, () => forgetOldMessages(pool), 'forgetOldMessages'),
  ];
}

/** Where webhooks may lead, as the settings say. */
const addressRule = ({ WEBHOOK_NETWORKS, NODE_ENV }: ServiceSettings): AddressRule => ({
  resolve: resolveByDns,
  isListed: trustedProxies(WEBHOOK_NETWORKS),
  isProduction: NODE_ENV === 'production',
});

const mailServerOf = ({ SMTP_URL, MAIL_FROM }: ServiceSettings): MailServer | undefined =>
  SMTP_URL && MAIL_FROM ? { smtpUrl: SMTP_URL, from: MAIL_FROM } : undefined;
