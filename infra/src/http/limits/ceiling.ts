import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { overloaded } from '../problems/problem.ts';
import type { RateClass } from './limit-table.ts';

/** How many requests may be under way in one process. Reads have their own, so that they go on while writes wait for Temporal. */
export type AtOnce = Readonly<Record<RateClass, number>>;

/** Real milliseconds a body may take before its sender counts as slow, and not as work, until it is there. */
const slowBodyMs = 1_000;

/** Real milliseconds the work for a caller who has gone away still counts. */
const abandonedMs = 5_000;

/** Refuses with 503 `overloaded`, at once, what comes while as many requests of its class as allowed are under way. */
export function ceiling(atOnce: AtOnce): (kind: RateClass) => RequestHandler {
  const underWay = new Map<RateClass, number>();
  const countOf = (kind: RateClass) => underWay.get(kind) ?? 0;
  return (kind) => (request, response, next) => {
    if (countOf(kind) >= atOnce[kind]) throw overloaded();
    let isInside = false;
    const enter = () => {
      if (!isInside) underWay.set(kind, countOf(kind) + 1);
      isInside = true;
    };
    const leave = () => {
      if (isInside) underWay.set(kind, countOf(kind) - 1);
      isInside = false;
    };
    enter();
    response.once('finish', leave);
    response.once('close', () => setTimeout(leave, response.writableEnded ? 0 : abandonedMs).unref());
    if (hasBody(request)) {
      const slow = setTimeout(leave, slowBodyMs).unref();
      response.once('close', () => clearTimeout(slow));
      request.once('end', () => {
        clearTimeout(slow);
        if (!response.writableEnded) enter();
      });
    }
    next();
  };
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
