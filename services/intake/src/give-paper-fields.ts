import { IsoDay, oneLine, type Fault } from '@doudi/infra/http';
import { DeclaredSha256 } from '@doudi/infra/storage';
import { bilingual } from '@doudi/infra/words';
import { paperKinds, paperTopics, topicsOf, type Day } from '@doudi/workflows';
import { z } from 'zod';

const PaperNo = z
  .string()
  .regex(
    /^P\d{12,}$/,
    bilingual('须是材料编号，如 P202603020001', 'must be the number of a paper, such as P202603020001'),
  );

/** What the query of an upload says of the paper; its content is the body. */
export const GivePaper = z.strictObject({
  kind: z.enum(paperKinds),
  /** as it is called when it is downloaded */
  name: oneLine(120),
  /** of the content */
  sha256: DeclaredSha256,
  /** the number on the document */
  number: oneLine(80).optional(),
  /** of an area evaluation or a joint survey: what it covers, in words */
  scope: oneLine(400).optional(),
  /** the same in codes, comma-separated */
  topics: z
    .string()
    .transform((list) => list.split(',').filter((one) => one !== ''))
    .pipe(z.array(z.enum(paperTopics)).max(paperTopics.length))
    .default([]),
  issuedDay: IsoDay.transform((day) => day as Day).optional(),
  /** the last day it is valid */
  expiresDay: IsoDay.transform((day) => day as Day).optional(),
  /** the earlier version; of most kinds the one that stands is replaced without it */
  replaces: PaperNo.optional(),
});
export type GivePaper = z.output<typeof GivePaper>;
export { PaperNo };

/** What no schema can say of its days and its topics. */
export function paperFaults({ kind, issuedDay, expiresDay, ...rest }: GivePaper, today: Day): Fault[] {
  const topics = topicsOf(kind);
  const others = rest.topics.filter((one) => !topics.includes(one));
  return [
    ...(issuedDay && issuedDay > today ? [{ at: 'query/issuedDay', fault: inFuture }] : []),
    ...(expiresDay && expiresDay < today ? [{ at: 'query/expiresDay', fault: hasExpired }] : []),
    ...(issuedDay && expiresDay && expiresDay < issuedDay
      ? [{ at: 'query/expiresDay', fault: tooEarly }]
      : []),
    ...(others.length > 0 ? [{ at: 'query/topics', fault: otherTopics(topics) }] : []),
    ...(topics.length > 0 ? missingOf({ ...rest, expiresDay }) : []),
  ];
}

/** An area evaluation or a joint survey says its number, scope, topics and last day. */
const missingOf = (given: Pick<GivePaper, 'number' | 'scope' | 'topics' | 'expiresDay'>): Fault[] =>
  (['number', 'scope', 'expiresDay', 'topics'] as const)
    .filter((field) => given[field] === undefined || given[field].length === 0)
    .map((field) => ({ at: `query/${field}`, fault: neededHere }));

const inFuture = { zh: '不得晚于今日', en: 'must not lie after today' };
const hasExpired = { zh: '材料已过期', en: 'the paper has expired' };
const tooEarly = { zh: '不得早于 issuedDay', en: 'must not lie before issuedDay' };
const neededHere = { zh: '此类材料须填写', en: 'a paper of this kind must say it' };
const otherTopics = (topics: readonly string[]) => ({
  zh: `此类材料可写：${topics.join('、') || '（无）'}`,
  en: `a paper of this kind can say: ${topics.join(', ') || 'none'}`,
});
