import { serviceSettings } from '@doudi/infra/service';

/** The name of the service, of its schema and of its role. */
export const service = 'intake';

/** What the counter is told at start: what every service is told, and nothing more. */
export const settings = serviceSettings;

/** Real milliseconds between two looks for receipts and withdrawals that were left behind. */
export const sweepEveryMs = 60_000;
