import type { Gauge } from '@doudi/infra/service';
import { measureUnsent } from './outbox.ts';

/** The metrics of the market: how far the relay of the outbox is behind. */
export const gauges: readonly Gauge[] = [
  {
    name: 'doudi_outbox_unsent',
    help: 'Messages of the outbox that are not sent yet',
    read: async (db) => ({ '': (await measureUnsent(db)).count }),
  },
  {
    name: 'doudi_outbox_lag_seconds',
    help: 'Seconds the oldest unsent message has waited, 0 when there is none',
    read: async (db) => ({ '': (await measureUnsent(db)).oldestSeconds }),
  },
];
