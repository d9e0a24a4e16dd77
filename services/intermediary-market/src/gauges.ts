import type { Gauge } from '@doudi/infra/service';
import { measureUnsent } from './outbox.ts';

/** What the market tells of itself: how far its letters are behind. */
export const gauges: readonly Gauge[] = [
  {
    name: 'doudi_outbox_unsent',
    help: 'Letters of the outbox that are not sent yet',
    read: async (db) => ({ '': (await measureUnsent(db)).count }),
  },
  {
    name: 'doudi_outbox_lag_seconds',
    help: 'Seconds the oldest unsent letter has waited, 0 when there is none',
    read: async (db) => ({ '': (await measureUnsent(db)).oldestSeconds }),
  },
];
