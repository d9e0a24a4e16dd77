import { serviceSettings } from '@doudi/infra/service';

/** The name of the service; its schema and role bear it with an underscore. */
export const service = 'intermediary-market';
export const role = 'intermediary_market';

/** The settings of the market: those of every service. */
export const settings = serviceSettings;

/** Real milliseconds between two looks into the outbox when nobody rings. */
export const outboxEveryMs = 200;

/** How many carry letters of the outbox at once, so that a slow one does not keep the others waiting. */
export const carriers = 3;
