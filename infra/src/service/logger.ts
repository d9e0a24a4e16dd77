import { fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { pino, type DestinationStream, type Logger } from 'pino';
import sonicBoom from 'sonic-boom';

const { SonicBoom } = sonicBoom;
type Output = InstanceType<typeof SonicBoom>;

export type { Logger };

const secrets = ['authorization', 'cookie', 'token', 'password'];

// `detail` of a PostgreSQL error repeats the values of the row, which may be personal data.
const redact = [...secrets.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]), 'err.detail'];

/** Bytes of lines that wait for a reader or a disk; what would be more is dropped, so that nothing waits for the log. */
const mostWaiting = 1024 * 1024;

/** Real milliseconds the end of a process waits for its last lines. */
const lastLinesMs = 1_000;

let dropped = 0;

/** Lines this process has dropped so far, because they could not be written. */
export const droppedLines = (): number => dropped;

/** The log of one process: JSON lines with the service's name; tokens and passwords never appear. */
export function openLog(
  { service, level }: { service: string; level: string },
  to: DestinationStream = standardOutput(),
): Logger {
  const logger = pino({ level, base: { service }, redact, timestamp: pino.stdTimeFunctions.isoTime }, to);
  if (to instanceof SonicBoom) sayWhatWasDropped(to, logger);
  return logger;
}

/** Else a write into a pipe that nobody reads would keep a thread, and with it the process when it is to end. */
function neverBlock(fd: number): void {
  const about = fstatSync(fd);
  if (about.isFIFO() || about.isSocket()) new Socket({ fd, readable: false }).unref();
}

function standardOutput(): Output {
  neverBlock(1);
  // `minLength` 1 writes at once, as 0 does, but lets a flush wait for what is being written
  const output = new SonicBoom({ fd: 1, sync: false, minLength: 1, maxLength: mostWaiting });
  output.on('drop', () => void (dropped += 1));
  output.on('error', () => undefined); // a full disk, a reader that is gone: the next line tries again
  return output;
}

function sayWhatWasDropped(output: Output, logger: Logger): void {
  let said = 0;
  output.on('drain', () => {
    if (said === dropped) return;
    const lines = dropped - said;
    said = dropped;
    logger.warn({ dropped: lines }, 'log lines could not be written and were dropped');
  });
}

/** Resolves when what was logged is written, or cannot be within a second. */
export const lastLines = (logger: Logger): Promise<void> =>
  Promise.race([new Promise<void>((resolve) => logger.flush(() => resolve())), pause(lastLinesMs)]);
