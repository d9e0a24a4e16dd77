import { once } from 'node:events';
import { createTransport } from 'nodemailer';
import sql, { type Sql } from 'sql-template-tag';
import type { Queryable } from '../database/pool.ts';
import { mailText, type MailWords } from './mail-text.ts';
import { type Attempt, listItems } from './messages.ts';
import type { Send } from './send-messages.ts';

/** How mail is sent. */
export interface MailServer {
  /** `smtp://` or `smtps://`, with login and password where it needs them */
  readonly smtpUrl: string;
  readonly from: string;
}

interface MailParts extends MailWords, MailServer {
  readonly pool: Queryable;
  /** `subject`, `mail` and `addressees` of those who want mail */
  readonly mailRecipients: Sql;
}

/** Real milliseconds the mail server has to let us in, to greet and to answer each command; and for a whole mail. */
const within = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
const mostMs = 45_000;

/**
 * Mails a message to the person it is for, under a Message-ID that stays the same however often it is sent. The address is read when
 * it is needed and kept nowhere.
 */
export function sendMail(parts: MailParts): Send {
  const { pool, smtpUrl, from, mailRecipients } = parts;
  const transport = createTransport({ ...within, url: smtpUrl });
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '');
  return async (message, signal) => {
    const to = await findAddress(pool, mailRecipients, message.receiver);
    if (to === undefined) return { outcome: 'dropped', remark: 'no-address' };
    const sent = transport.sendMail({
      ...{ from, to, messageId: `<${message.messageId}@${domain}>`, date: message.madeAt },
      ...mailText(await listItems(pool, message), parts),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    const answered = sent.then((): Attempt => ({ outcome: 'delivered' }), judge);
    return Promise.race([answered, tooSlow(signal)]);
  };
}

/** A mail under way cannot be called off: it is left behind. */
async function tooSlow(signal: AbortSignal): Promise<Attempt> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(mostMs)]);
  if (!limit.aborted) await once(limit, 'abort');
  return { outcome: 'failed', failure: 'too-slow' };
}

async function findAddress(db: Queryable, recipients: Sql, subject: string): Promise<string | undefined> {
  const { rows } = await db.query<{ mail: string }>(sql`
    select p.mail from ${recipients} p where p.subject = ${subject}`);
  return rows[0]?.mail;
}

/** A server that will never take mail for this address (RFC 5321: 5xx to RCPT) is not asked again; all else may pass. */
function judge(error: unknown): Attempt {
  const { responseCode: status, command } = error as { responseCode?: number; command?: string };
  if (status === undefined) return { outcome: 'failed', failure: 'no-answer' };
  if (status >= 500 && command === 'RCPT TO') return { outcome: 'dropped', remark: 'mail-refused' };
  return { outcome: 'failed', failure: 'mail-refused', status };
}
