import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type pg from 'pg';

/** Characters of a statement that a span shows. Values are parameters and not part of it. */
const textLength = 500;

type Query = (...args: unknown[]) => unknown;

/** Has every statement of a pool that is run on behalf of a request or an activity leave a span. */
export function traceStatements(pool: pg.Pool): pg.Pool {
  pool.query = traced(pool.query.bind(pool)) as pg.Pool['query'];
  pool.on('connect', (client) => {
    client.query = traced(client.query.bind(client)) as pg.PoolClient['query'];
  });
  return pool;
}

const traced =
  (query: Query): Query =>
  (...args) => {
    // with a callback: so the pool asks its connection, and has a span of its own
    if (!trace.getActiveSpan() || typeof args.at(-1) === 'function') return query(...args);
    const text = textOf(args[0]);
    const span = trace.getTracer('doudi').startSpan(`SQL ${/^\w+/.exec(text)?.[0] ?? ''}`, {
      kind: SpanKind.CLIENT,
      attributes: { 'db.system.name': 'postgresql', 'db.query.text': text },
    });
    const end = (error?: unknown) => {
      // its code alone: message and detail may repeat what stands in a row
      if (error) span.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(error) });
      span.end();
    };
    const result = context.with(trace.setSpan(context.active(), span), () => query(...args));
    if (result instanceof Promise) result.then(() => end(), end);
    else end();
    return result;
  };

function textOf(statement: unknown): string {
  const text = typeof statement === 'string' ? statement : (statement as { text?: string } | undefined)?.text;
  return (text ?? '').replace(/\s+/g, ' ').trim().slice(0, textLength);
}

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? 'no answer';
