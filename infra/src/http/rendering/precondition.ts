import type { Words } from '../../words.ts';
import { shellProblem } from '../problems/problem.ts';
import { isTagOf } from './is-tag-of.ts';
import { render, tagOf } from './rendered.ts';
import type { Call } from '../routing/route.ts';

/** What an edit makes itself depend on: the headers If-Match and If-None-Match, as they came. */
type Conditions = Pick<Call, 'ifMatch' | 'ifNoneMatch'>;

/**
 * Refuses an edit of what is no longer as the caller has read it (RFC 9110 section 13.1). `current` is the body that a read would
 * answer now, undefined when there is none; the caller of this holds its row's lock, so that of two edits one comes second.
 * Throws 412 `changed-meanwhile`, or 428 `if-match-needed` (RFC 6585 section 3) for an edit of something that names no ETag.
 */
export function refuseStale({ ifMatch, ifNoneMatch }: Conditions, current: unknown): void {
  const etag = current === undefined ? undefined : tagOf(render({ body: current }));
  if (ifMatch !== undefined && etag === undefined) throw changedMeanwhile(advice.make);
  if (etag === undefined) return;
  if (ifMatch !== undefined && !isTagOf(etag, ifMatch, 'strong')) throw changedMeanwhile(advice.again, etag);
  if (ifNoneMatch !== undefined && isTagOf(etag, ifNoneMatch, 'weak'))
    throw changedMeanwhile(advice.change, etag);
  if (ifMatch === undefined) throw shellProblem('if-match-needed');
}

const advice = {
  make: {
    zh: '尚无此项；不带 If-Match 发送即可新建',
    en: 'There is nothing to match: send it without If-Match to make it',
  },
  again: { zh: '您读取之后已有人修改', en: 'Someone has changed it since you read it' },
  change: { zh: '此项已经存在', en: 'It is there already' },
};

const changedMeanwhile = (detail: Words, etag?: string) =>
  shellProblem('changed-meanwhile', { detail, ...(etag && { etag }) });
