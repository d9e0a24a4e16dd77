import { inTransaction, type Pool } from '@doudi/infra/database';
import type { Logger } from '@doudi/infra/service';
import { findReadyLetter, hasReadyLetter, markPostponed, markSent, newsIn, type Letter } from './outbox.ts';
import type { SendNews } from './send-news.ts';

export interface Post {
  readonly pool: Pool;
  readonly send: SendNews;
  readonly logger: Logger;
}

/** Real milliseconds until a letter that has not arrived is tried again: doubled each time, up to the longest. */
const retryMs = { first: 200, longest: 10_000 };

/**
 * Carries letters until none is ready or nobody answers: at least once each, in order for each commission. Several carry at
 * once, here and in other instances; a letter that does not arrive holds up only its own commission.
 */
export async function carryLetters(post: Post): Promise<void> {
  if (!(await hasReadyLetter(post.pool))) return;
  while (await carryOne(post));
}

/** Answers whether there may be more to carry now. The letter is held in a transaction, so a crash sets it free. */
const carryOne = ({ pool, send, logger }: Post): Promise<boolean> =>
  inTransaction(pool, async (db) => {
    const letter = await findReadyLetter(db);
    if (!letter) return false;
    const fate = await bring(send, letter).catch((error: unknown) => {
      logger.error({ err: error, commissionNo: letter.commissionNo }, 'a milestone could not be sent');
      return 'failed' as const;
    });
    if (fate === 'arrived') await markSent(db, letter, null);
    else if (fate === 'gone') await markSent(db, letter, 'workflow-gone');
    else await markPostponed(db, letter, pauseMs(letter));
    return fate !== 'unreachable';
  });

const bring = async (send: SendNews, letter: Letter) => send(letter.commissionNo, newsIn(letter));

const pauseMs = ({ attempts }: Letter) => Math.min(retryMs.first * 2 ** attempts, retryMs.longest);
