import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../service/logger.ts';

/** A channel of PostgreSQL's NOTIFY that a service hears. */
export interface Listener {
  readonly channel: string;
  /** called at every notification, and whenever listening (again) has begun, because some may have been missed */
  readonly heard: () => void;
}

/** Real milliseconds before a lost connection is opened again, doubled each time while that fails. */
const retryMs = { first: 250, longest: 10_000 };

/**
 * Listens on a connection of its own, opened again whenever it is lost, until stopped. A connection can be lost without anybody
 * noticing for a while: whoever listens looks now and then without being notified, too.
 */
export function listen(url: string, { channel, heard }: Listener, logger: Logger) {
  const stopping = new AbortController();
  const { signal } = stopping;

  const hearOnce = async (begun: () => void) => {
    const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    const end = () => void client.end().catch(() => undefined);
    client.on('error', end);
    client.on('notification', heard);
    signal.addEventListener('abort', end);
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      begun();
      heard();
      await ended;
    } finally {
      signal.removeEventListener('abort', end);
      await client.end().catch(() => undefined);
    }
  };

  const listening = async () => {
    let waitMs = retryMs.first;
    while (!signal.aborted) {
      await hearOnce(() => (waitMs = retryMs.first)).catch(() => undefined);
      if (signal.aborted) return;
      logger.warn({ channel, againInMs: waitMs }, 'notifications are not heard');
      await pause(waitMs, undefined, { signal }).catch(() => undefined);
      waitMs = Math.min(waitMs * 2, retryMs.longest);
    }
  };

  const done = listening();
  const stop = () => {
    stopping.abort();
    return done;
  };
  return { stop };
}
