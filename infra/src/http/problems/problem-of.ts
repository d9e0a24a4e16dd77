import { unreadable } from '../validation/body-problem.ts';
import { isProblem, shellProblem, unavailable, type Problem } from './problem.ts';

/** What the caller is told of anything thrown: a problem as it is, the faults of transport and database, else a plain 500. */
export function problemOf(error: unknown): Problem {
  if (isProblem(error)) return error;
  if (error instanceof URIError) return shellProblem('broken-path');
  return unreadable(error) ?? databaseProblem(error) ?? internal(error);
}

const internal = (cause: unknown) => shellProblem('internal', {}, { cause });

/**
 * Codes of a database that cannot be had now: of the system, and of PostgreSQL (Appendix A): 08 connection, 25P03 a
 * transaction that rested too long, 53300 too many connections, 57014 took too long, 57P0x shutting down or starting up.
 */
const outOfReach =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|08...|25P03|53300|57014|57P0.)$/;

/** The driver tells these by message only. */
const lostConnection =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection)/;

/** Serialization failure, deadlock, lock not available: this attempt lost; the next will find the way free. */
const lostAgainstAnother = /^(40001|40P01|55P03)$/;

const busy = {
  zh: '另一请求正在修改同一事项',
  en: 'Another request is changing the same thing at this moment',
};
const silent = { zh: '数据库没有应答', en: 'The database does not answer' };

function databaseProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (lostAgainstAnother.test(code)) return unavailable(busy, error);
  if (outOfReach.test(code) || lostConnection.test(error.message)) return unavailable(silent, error);
  return undefined;
}
