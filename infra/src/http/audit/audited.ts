import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Audit } from './audit.ts';
import type { AuditLine } from './audit-lines.ts';
import type { Problem } from '../problems/problem.ts';
import { isWrite, nameOf, type Route } from '../routing/route.ts';
import type { Caller } from '../routing/role.ts';

/** Leaves a line of every write of a route, and of every attempt on it that was refused with 401 or 403, behind its answer. */
export const audited =
  (route: Route, audit: Audit): RequestHandler =>
  (request, response, next) => {
    whenAnswered(response, () => {
      if (isToTell(route, response)) audit.write(lineOf(route, request, response));
    });
    next();
  };

// Not the events of the response: they do not come for a caller who has gone away, and what was done for him counts too.
function whenAnswered(response: Response, tell: () => void): void {
  const end = response.end.bind(response) as (...all: unknown[]) => Response;
  let isTold = false;
  const andTell = (...all: unknown[]) => {
    const ended = end(...all);
    if (!isTold) setImmediate(tell);
    isTold = true;
    return ended;
  };
  Object.assign(response, { end: andTell });
}

function isToTell(route: Route, { statusCode, locals }: Response): boolean {
  const isFlood = (locals['problem'] as Problem | undefined)?.leavesNoLine ?? false;
  return !isFlood && (isWrite(route) || statusCode === 401 || statusCode === 403);
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
