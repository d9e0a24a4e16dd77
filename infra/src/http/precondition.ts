import { problem } from './problem.ts';
import { isTagOf, render, tagOf } from './rendered.ts';
import type { Call } from './route.ts';

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
  if (ifMatch === undefined) throw ifMatchNeeded();
}

const advice = {
  make: 'There is nothing to match: send it without If-Match to make it',
  again: 'Read it again, make your change to what is there now, and send its ETag in If-Match',
  change: 'It is there already: read it, and send its ETag in If-Match to change it',
};

const changedMeanwhile = (detail: string, etag?: string) =>
  problem({
    type: 'changed-meanwhile',
    status: 412,
    title: 'It is not, or no longer, as you have read it',
    detail,
    ...(etag && { etag }),
  });

const ifMatchNeeded = () =>
  problem({
    type: 'if-match-needed',
    status: 428,
    title: 'It is there already; to change it, say what you have read',
    detail: 'Read it, and send its ETag in If-Match, so that nobody else is overwritten unseen',
  });
