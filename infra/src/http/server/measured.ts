import { Router, type RequestHandler } from 'express';
import type { Metrics } from '../../service/metrics.ts';
import { isFromHere } from '../limits/address.ts';

/** Observes how long an answer took; `route` is the path of the table, never the path that was asked for. */
export const measured =
  (metrics: Metrics, route: string): RequestHandler =>
  ({ method }, response, next) => {
    const from = performance.now();
    response.once('close', () => {
      const status = response.writableFinished ? String(response.statusCode) : 'cut short';
      metrics.observe({ verb: method, route, status }, (performance.now() - from) / 1_000);
    });
    next();
  };

/** `/metrics`: without token, for those who ask from this machine; to all others there is no such URL. */
export function metricsPage(metrics: Metrics): Router {
  const router = Router();
  router.get('/metrics', async (request, response, next) => {
    if (!isFromHere(request)) return next();
    response
      .set({ 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' })
      .end(await metrics.text());
  });
  return router;
}
