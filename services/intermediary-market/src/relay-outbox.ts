import { inTransaction, type Pool } from '@doudi/infra/database';
import type { Logger } from '@doudi/infra/service';
import {
  findReadyMessage,
  hasReadyMessage,
  markPostponed,
  markSent,
  milestoneIn,
  type OutboxMessage,
} from './outbox.ts';
import type { SendMilestone } from './send-milestone.ts';

interface Relay {
  readonly pool: Pool;
  readonly send: SendMilestone;
  readonly logger: Logger;
}

/** Real milliseconds until a message that was not delivered is tried again: doubled each time, up to the longest. */
const retryMs = { first: 200, longest: 10_000 };

/**
 * Sends messages of the outbox until none is ready or Temporal does not answer: each at least once, in order for each
 * commission. Several relays may run at once, here and in other instances; a message that is not delivered holds up only
 * its own commission.
 */
export async function relayOutbox(relay: Relay): Promise<void> {
  if (!(await hasReadyMessage(relay.pool))) return;
  while (await relayOne(relay));
}

/** Answers whether there may be more to send now. The message is locked by a transaction, so a crash releases it. */
const relayOne = ({ pool, send, logger }: Relay): Promise<boolean> =>
  inTransaction(pool, async (db) => {
    const message = await findReadyMessage(db);
    if (!message) return false;
    const outcome = await deliver(send, message).catch((error: unknown) => {
      logger.error({ err: error, commissionNo: message.commissionNo }, 'a milestone could not be sent');
      return 'failed' as const;
    });
    if (outcome === 'delivered') await markSent(db, message, null);
    else if (outcome === 'gone') await markSent(db, message, 'workflow-gone');
    else await markPostponed(db, message, pauseMs(message));
    return outcome !== 'unreachable';
  });

const deliver = async (send: SendMilestone, message: OutboxMessage) =>
  send(message.commissionNo, milestoneIn(message));

const pauseMs = ({ attempts }: OutboxMessage) => Math.min(retryMs.first * 2 ** attempts, retryMs.longest);
