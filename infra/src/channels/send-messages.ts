import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from '../database/pool.ts';
import type { Logger } from '../service/logger.ts';
import { type Attempt, findDue, markFailed, markSent, type Message } from './messages.ts';
import { type Pauses, pauseAfter } from './pause.ts';
import { type Channel, claimReceivers, type Claimed, endClaim, holdClaim } from './receivers.ts';

/** Delivers one message; a throw is a fault of ours, and the message is tried again. */
export type Send = (message: Message, signal: AbortSignal) => Promise<Attempt>;

/** What a sender needs. */
export interface Sending {
  readonly pool: Pool;
  readonly logger: Logger;
  /** the channels there are, each with the way to send by it */
  readonly send: Readonly<Partial<Record<Channel, Send>>>;
  readonly pauses: Pauses;
  /** real milliseconds between two looks for what is due */
  readonly lookMs: number;
}

/** Receivers that one process serves at once: a slow one takes one place and keeps nobody else waiting. */
const mostAtOnce = 50;

/** Sends what is due until `signal`, every receiver on its own and its messages one after the other. */
export async function sendMessages(sending: Sending, signal: AbortSignal): Promise<void> {
  const served = Object.keys(sending.send) as Channel[];
  const running = new Set<Promise<void>>();
  const start = (claimed: Claimed) => {
    const turn = serve(sending, claimed, signal).finally(() => running.delete(turn));
    running.add(turn);
  };
  try {
    while (!signal.aborted) {
      const claimed = await claimReceivers(sending.pool, served, mostAtOnce - running.size);
      claimed.forEach(start);
      await pause(sending.lookMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await Promise.all(running);
  }
}

/** Sends a receiver what is due. Never throws: what it could not put on record is sent again when the claim has run out. */
async function serve(sending: Sending, claimed: Claimed, signal: AbortSignal): Promise<void> {
  const { pool, logger } = sending;
  try {
    while (!signal.aborted && (await holdClaim(pool, claimed))) {
      const message = await findDue(pool, claimed);
      if (!message) break;
      await deliver(sending, message, signal);
    }
    await endClaim(pool, claimed);
  } catch (error) {
    logger.error({ err: error, channel: claimed.channel }, 'a receiver of notices could not be served');
  }
}

async function deliver(sending: Sending, message: Message, signal: AbortSignal): Promise<void> {
  const { pool, logger, pauses } = sending;
  const attempt = await attemptOf(sending, message, signal);
  if (attempt.outcome === 'delivered') return void (await markSent(pool, message));
  // no failure of the receiver: the service stops, and nobody knows whether it was taken
  if (signal.aborted) return;
  const { messageId, channel } = message;
  logger.warn(
    { messageId, channel, ...attempt, failures: message.attempts + 1 },
    'a message was not delivered',
  );
  if (attempt.outcome === 'dropped') return void (await markSent(pool, message, attempt.remark));
  const { failure, status = null } = attempt;
  await markFailed(pool, message, { failure, status, pauseMs: pauseAfter(message.attempts, pauses) });
}

async function attemptOf({ send, logger }: Sending, message: Message, signal: AbortSignal): Promise<Attempt> {
  const { messageId, channel } = message;
  try {
    return (await send[channel]?.(message, signal)) ?? { outcome: 'failed', failure: 'internal' };
  } catch (error) {
    logger.error({ err: error, messageId, channel }, 'a message could not be made or sent');
    return { outcome: 'failed', failure: 'internal' };
  }
}
