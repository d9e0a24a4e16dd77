import { basename, dirname } from 'node:path';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';

export interface LogOptions {
  /** size at which a file of the log is put aside and a new one begun; 10 MB unless said otherwise */
  readonly megabytes?: number;
  /** called when the log cannot be written, and when it can be again */
  readonly report?: ((sentence: string) => void) | undefined;
}

export interface LogFile {
  /** Takes whole lines; those that cannot be written are dropped and counted. */
  readonly write: (lines: string) => void;
  /** Resolves when what was taken is written, or cannot be within a second. */
  readonly close: () => Promise<void>;
}

/** Older files kept beside the one that is written, so that a log never takes more than five times its size. */
const olderFiles = 4;

/** Bytes that wait for a slow disk; lines beyond them are dropped. */
const mostWaiting = 1024 * 1024;

/** Real milliseconds between two attempts to write what could not be written and between two reports of that, and those a close waits. */
const waitMs = { again: 1_000, told: 60_000, close: 1_000 };

/**
 * A log of one machine, rotated by size (`intake.log`, `intake.log.1`, …). It never throws, waits or fills the memory: while
 * the disk is full, lines are dropped, and the first line written again says how many.
 */
export function openLogFile(file: string, { megabytes = 10, report = () => {} }: LogOptions = {}): LogFile {
  let stream: RotatingFileStream | undefined;
  let failedAt = -Infinity;
  let toldAt = -Infinity;
  let dropped = 0;

  const fail = (failed: RotatingFileStream, error: Error) => {
    if (failedAt === -Infinity && Date.now() - toldAt >= waitMs.told) {
      toldAt = Date.now();
      report(`${file} cannot be written (${error.message}); its lines are dropped until it can.`);
    }
    failedAt = Date.now();
    if (stream === failed) stream = undefined;
  };
  const open = () => {
    const options = { path: dirname(file), size: `${megabytes}M`, rotate: olderFiles, mode: 0o600 } as const;
    const opened = createStream(basename(file), options);
    return opened.on('error', (error) => fail(opened, error));
  };
  // at once, so that whoever looks for it finds it, however little is said
  stream = open();
  const written = (missing: number) => {
    if (missing === 0) return;
    if (failedAt !== -Infinity) report(`${file} is written again; ${missing} of its lines were dropped.`);
    failedAt = -Infinity;
  };
  const write = (lines: string) => {
    if (!stream && Date.now() - failedAt >= waitMs.again) stream = open();
    if (!stream || stream.writableLength > mostWaiting) return void (dropped += count(lines));
    const missing = dropped;
    dropped = 0;
    stream.write(missing ? noteOf(missing) + lines : lines, (error) => {
      if (error) dropped += missing + count(lines);
      else written(missing);
    });
  };
  const close = () =>
    new Promise<void>((resolve) => {
      if (!stream) return resolve();
      setTimeout(resolve, waitMs.close).unref();
      stream.once('close', resolve).end();
    });
  return { write, close };
}

const count = (lines: string): number => lines.split('\n').length - 1;

/** A line of JSON, as services write them; what a full disk cut off before it ends here. */
const noteOf = (dropped: number): string =>
  `\n${JSON.stringify({ level: 40, time: new Date().toISOString(), dropped, msg: 'log lines could not be written and were dropped' })}\n`;
