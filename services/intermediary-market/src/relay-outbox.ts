import type { Queryable } from '@doudi/infra/database';
import type { Logger } from '@doudi/infra/service';
import {
  claimMessages,
  markPostponed,
  markSent,
  milestoneIn,
  type OutboxMessage,
  type SentMessage,
} from './outbox.ts';
import type { SendMilestone } from './send-milestone.ts';

interface Relay {
  readonly pool: Queryable;
  readonly send: SendMilestone;
  readonly logger: Logger;
}

/** Real milliseconds until a message that was not delivered is tried again: doubled each time, up to the longest. */
const retryMs = { first: 200, longest: 10_000 };

/** How many commissions are served in one round. */
const atOnce = 20;

/**
 * Sends messages of the outbox until few are left or Temporal does not answer: each at least once, in order for each commission.
 * Several relays may run at once, here and in other instances; a message that is not delivered holds up only its own commission.
 */
export async function relayOutbox(relay: Relay): Promise<void> {
  for (;;) {
    const claimed = byCommission(await claimMessages(relay.pool, atOnce));
    const served = await Promise.all(claimed.map((messages) => serve(relay, messages)));
    if (claimed.length < atOnce || served.includes('unreachable')) return;
  }
}

type Outcome = Awaited<ReturnType<SendMilestone>> | 'failed';

/** Sends the messages of one commission up to the first that is not delivered; it and those behind it are postponed. */
async function serve(relay: Relay, messages: readonly OutboxMessage[]): Promise<Outcome> {
  const sent: SentMessage[] = [];
  let outcome: Outcome = 'delivered';
  for (const message of messages) {
    outcome = await deliver(relay, message);
    if (outcome === 'unreachable' || outcome === 'failed') break;
    sent.push({ ...message, remark: outcome === 'gone' ? 'workflow-gone' : null });
  }
  const left = messages.slice(sent.length);
  if (sent.length > 0) await markSent(relay.pool, sent);
  if (left[0]) await markPostponed(relay.pool, left, pauseMs(left[0]));
  return outcome;
}

function byCommission(messages: readonly OutboxMessage[]): OutboxMessage[][] {
  const groups = new Map<string, OutboxMessage[]>();
  for (const message of messages)
    groups.set(message.commissionNo, [...(groups.get(message.commissionNo) ?? []), message]);
  return [...groups.values()];
}

const deliver = async ({ send, logger }: Relay, message: OutboxMessage): Promise<Outcome> => {
  try {
    return await send(message.commissionNo, milestoneIn(message));
  } catch (error) {
    logger.error({ err: error, commissionNo: message.commissionNo }, 'a milestone could not be sent');
    return 'failed';
  }
};

const pauseMs = ({ attempts }: OutboxMessage) =>
  Math.min(retryMs.first * 2 ** (attempts - 1), retryMs.longest);
