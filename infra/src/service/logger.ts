import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

const secrets = ['authorization', 'cookie', 'token', 'password'];

// `detail` of a PostgreSQL error repeats the values of the row, which may be personal data.
const redact = [...secrets.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]), 'err.detail'];

/** The log of one process: JSON lines with the service's name; tokens and passwords never appear. */
export const openLog = (
  { service, level }: { service: string; level: string },
  to: DestinationStream = pino.destination(1),
): Logger => pino({ level, base: { service }, redact, timestamp: pino.stdTimeFunctions.isoTime }, to);
