import { setTimeout as pause } from 'node:timers/promises';
import type { Queryable } from '../../database/pool.ts';
import type { Logger } from '../../service/logger.ts';
import { insertLines, type AuditLine } from './audit-lines.ts';
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Problem } from '../problems/problem.ts';
import { isWrite, nameOf, type Route } from '../routing/route.ts';
import type { Caller } from '../routing/role.ts';

export interface Audit {
  readonly write: (line: AuditLine) => void;
  /** ends when every line is in the table, or, when the table cannot be had, in the log */
  readonly close: () => Promise<void>;
}

/** Lines of one statement, and lines that may wait for PostgreSQL before they go to the log instead. */
const most = { atOnce: 500, waiting: 5_000 };

/** Real milliseconds between two attempts while PostgreSQL does not take them. */
const retryMs = 1_000;

/**
 * Writes audit lines behind the answers: what comes while one statement runs goes with the next. A line that cannot be written is
 * kept and tried again; when too many wait, and at the end, it is put into the log, whole.
 */
export function openAudit(db: Queryable, logger: Logger): Audit {
  const waiting: AuditLine[] = [];
  const closing = new AbortController();
  let running: Promise<void> | undefined;

  const toLog = (lines: readonly AuditLine[], err: unknown) => {
    for (const line of lines) logger.error({ err, line }, 'an audit line could not be written');
  };
  const writeAll = async () => {
    while (waiting.length > 0) {
      const lines = waiting.slice(0, most.atOnce);
      const error = await insertLines(db, lines).then(
        () => undefined,
        (cause: unknown) => ({ cause }),
      );
      const isOver = !error || isFinal(error.cause) || closing.signal.aborted;
      if (isOver) waiting.splice(0, lines.length);
      if (isOver && error) toLog(lines, error.cause);
      if (!isOver) {
        logger.warn({ err: error?.cause, lines: waiting.length }, 'audit lines wait for the database');
        await pause(retryMs, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
      }
    }
  };
  const start = () => (running ??= writeAll().finally(() => (running = undefined)));

  const write = (line: AuditLine) => {
    if (waiting.length >= most.waiting) return toLog([line], new Error('too many audit lines wait'));
    waiting.push(line);
    void start();
  };
  const close = async () => {
    closing.abort();
    await start();
  };
  return { write, close };
}

/** PostgreSQL has read the statement and will never take it (Appendix A: data, constraint, syntax or access). */
const isFinal = (cause: unknown) => /^(22|23|42)/.test(String((cause as { code?: unknown }).code));

/** Leaves a line of every write and audited read of a route, and of every attempt refused with 401 or 403, behind its answer. */
export const audited =
  (route: Route, audit: Audit): RequestHandler =>
  (request, response, next) => {
    whenAnswered(response, () => {
      if (isAudited(route, response)) audit.write(lineOf(route, request, response));
    });
    next();
  };

// Not the events of the response: they do not come for a caller who has gone away, and what was done for him counts too.
function whenAnswered(response: Response, write: () => void): void {
  const end = response.end.bind(response) as (...all: unknown[]) => Response;
  let isWritten = false;
  const endAndWrite = (...all: unknown[]) => {
    const ended = end(...all);
    if (!isWritten) setImmediate(write);
    isWritten = true;
    return ended;
  };
  Object.assign(response, { end: endAndWrite });
}

function isAudited(route: Route, { statusCode, locals }: Response): boolean {
  const isFlood = (locals['problem'] as Problem | undefined)?.leavesNoLine ?? false;
  return !isFlood && (isWrite(route) || route.audits === true || statusCode === 401 || statusCode === 403);
}

const lineOf = (route: Route, request: Request, response: Response): AuditLine => ({
  lineId: randomUUID(),
  who: (response.locals['caller'] as Caller | undefined)?.subject ?? null,
  what: nameOf(route),
  path: request.path.slice(0, 500),
  answeredAt: new Date(),
  requestId: response.get('X-Request-Id') ?? '',
  status: response.statusCode,
  problem: (response.locals['problem'] as Problem | undefined)?.problem.type ?? null,
});
