import type { NextFunction, Request, Response } from 'express';
import type { Problem } from './problem.ts';
import { languageOf } from '../../words.ts';
import { problemOf } from './problem-of.ts';
import { problemHeaders, tellProblem } from './problem-body.ts';

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
    .send(JSON.stringify(tellProblem(thrown.problem, language, request.id)));
}

/** RFC 6750 section 3: without a token only the scheme, with a faulty one the reason. */
const challenge = ({ problem: { type, detail } }: Problem) =>
  type === 'no-token' ? 'Bearer' : `Bearer error="invalid_token", error_description="${detail?.en ?? ''}"`;
