import type { NoticeDetail } from '../http/notices/notices.ts';
import { isoOf } from '../http/validation/iso.ts';
import type { Words } from '../words.ts';
import type { Item } from './messages.ts';

/** What a mail says of the service it comes from. */
export interface MailWords {
  readonly service: string;
  /** where people reach the gateway; without it links are paths */
  readonly gatewayUrl: string | undefined;
  /** what a notice says, made of codes */
  readonly say: (kind: string, detail: NoticeDetail) => Words;
}

/** Notices a mail lists; of those beyond it says how many they are. */
const mostLines = 50;

/** Subject and text of a mail, in Chinese and English: what happened, to which number, when, and where it is read. No names. */
export function mailText(items: readonly Item[], words: MailWords): { subject: string; text: string } {
  const { service, gatewayUrl = '' } = words;
  const count = items.length;
  const beyond = count - mostLines;
  const paragraphs = [
    `您有 ${count} 项新通知。\nThere ${count === 1 ? 'is 1 new notice' : `are ${count} new notices`} for you.`,
    ...items.slice(0, mostLines).map((item) => paragraphOf(item, words)),
    ...(beyond > 0 ? [`另有 ${beyond} 项。\nAnd ${beyond} more.`] : []),
    `全部通知 All notices: ${gatewayUrl}/v1/inbox/${service}/notices`,
  ];
  return {
    subject: `兜底：${count} 项新通知 / Doudi: ${count} new ${count === 1 ? 'notice' : 'notices'}`,
    text: `${paragraphs.join('\n\n')}\n`,
  };
}

function paragraphOf({ kind, detail, orderNo, about, at, link }: Item, { say, gatewayUrl = '' }: MailWords) {
  const { zh, en } = say(kind, detail);
  const number = orderNo === null || about.startsWith(orderNo) ? about : `${orderNo} ${about}`;
  return [zh, en, `${number}  ${isoOf(at).slice(0, 16).replace('T', ' ')}`, `${gatewayUrl}${link}`].join(
    '\n',
  );
}
