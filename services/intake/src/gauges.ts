import type { Gauge } from '@doudi/infra/service';
import { measureUnstarted } from './orders.ts';

/** The metrics of intake: receipts whose workflow has not been started. */
export const gauges: readonly Gauge[] = [
  {
    name: 'doudi_unstarted_receipts',
    help: 'Receipts of orders whose workflow has not been started',
    read: async (db) => ({ '': (await measureUnstarted(db)).count }),
  },
  {
    name: 'doudi_oldest_unstarted_receipt_seconds',
    help: 'Seconds the oldest of them has waited, 0 when there is none',
    read: async (db) => ({ '': (await measureUnstarted(db)).oldestSeconds }),
  },
];
