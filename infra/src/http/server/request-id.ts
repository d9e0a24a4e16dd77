import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The number a request bears in every log and answer: the one it came with, if it is well formed, else a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{8,100}$/.test(given) ? given : randomUUID();
}
