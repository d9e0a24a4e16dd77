import type { NextFunction, Request, Response } from 'express';
import { type Problem, isProblem, shellProblem, unavailable, type ProblemBody } from './problem.ts';
import { languageOf, type Language } from '../../words.ts';
import { unreadable } from '../validation/read-body.ts';

/** Answers whatever was thrown as application/problem+json (RFC 9457) with the request's id. Express knows it by its four parameters. */
export function answerProblem(
  error: unknown,
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  const thrown = problemOf(error);
  const { status, type } = thrown.problem;
  const language = languageOf(request.get('accept-language'));
  response.locals['problem'] = thrown;
  if (status === 500) request.log.error({ err: error }, 'a bug');
  else if (status > 500 && type !== 'overloaded')
    request.log.warn({ err: thrown.cause ?? thrown }, 'not available');
  if (response.headersSent) return next(error);
  if (status === 401) response.set('WWW-Authenticate', challenge(thrown));
  response
    .status(status)
    .set(problemHeaders(thrown, language))
    .type('application/problem+json')
    .send(JSON.stringify(problemText(thrown.problem, language, request.id)));
}

/** RFC 6750 section 3: without a token only the scheme, with a faulty one the reason. */
const challenge = ({ problem: { type, detail } }: Problem) =>
  type === 'no-token' ? 'Bearer' : `Bearer error="invalid_token", error_description="${detail?.en ?? ''}"`;

/** The problem that is answered to anything thrown: a problem as it is, the faults of transport and database, else a plain 500. */
export function problemOf(error: unknown): Problem {
  if (isProblem(error)) return error;
  if (error instanceof URIError) return shellProblem('broken-path');
  return unreadable(error) ?? databaseProblem(error) ?? internal(error);
}

const internal = (cause: unknown) => shellProblem('internal', {}, { cause });

/**
 * Codes of a database that cannot be had now: of the system, and of PostgreSQL (Appendix A): 08 connection, 25P03 a
 * transaction that rested too long, 53 no room on disk, memory or connections, 57014 took too long, 57P0x shutting down or
 * starting up, 58030 its disk fails.
 */
const notAvailable =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|08...|25P03|53...|57014|57P0.|58030)$/;

const diskFull = '53100';

/** The driver reports these by message only. */
const lostConnection =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection)/;

/** Serialization failure, deadlock, lock not available: a repetition is likely to succeed. */
const lostAgainstAnother = /^(40001|40P01|55P03)$/;

const busy = {
  zh: '另一请求正在修改同一事项',
  en: 'Another request is changing the same thing at this moment',
};
const full = { zh: '数据库磁盘已满', en: 'The disk of the database is full' };
const silent = { zh: '数据库没有应答', en: 'The database does not answer' };

function databaseProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (lostAgainstAnother.test(code)) return unavailable(busy, error);
  if (code === diskFull) return unavailable(full, error);
  if (notAvailable.test(code) || lostConnection.test(error.message)) return unavailable(silent, error);
  return undefined;
}

/** Where the kinds of problems are documented; a problem's `type` is the address of its own page there. */
export const problemsPath = '/problems';

/** A problem as the answer's body has it, in one language. */
export function problemText(
  { type, title, detail, help, faults, ...rest }: ProblemBody,
  language: Language,
  requestId: unknown,
): object {
  return {
    ...{ type: `${problemsPath}/${type}`, status: rest.status, title: title[language] },
    ...(detail && { detail: detail[language] }),
    ...(help && { help: help[language] }),
    ...(faults && { faults: faults.map(({ at, fault }) => ({ at, fault: fault[language] })) }),
    ...rest,
    requestId,
  };
}

/** The headers every problem has, but for its content type and the request's id. */
export const problemHeaders = (
  { retryAfterSeconds }: Problem,
  language: Language,
): Record<string, string> => ({
  'Cache-Control': 'no-store',
  'Content-Language': language,
  Vary: 'Accept-Language',
  ...(retryAfterSeconds && { 'Retry-After': String(retryAfterSeconds) }),
});
