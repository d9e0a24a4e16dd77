import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';

/**
 * A span for each request, of the trace its caller names (`traceparent`) or of a new one. It bears verb, route as in the table and status;
 * never the path, the caller or a body.
 */
export const traced =
  (route: string): RequestHandler =>
  ({ method, headers }, response, next) => {
    const from = propagation.extract(context.active(), headers);
    const attributes = { 'http.request.method': method, 'http.route': route };
    const span = trace
      .getTracer('doudi')
      .startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, from);
    response.once('close', () => {
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500 || !response.writableFinished)
        span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(from, span), next);
  };
