export { type Logger, openLog } from './logger.ts';
export type { Gauge } from './metrics.ts';
export { type OfficeClock, officeClock } from './office-clock.ts';
export { prepareStores, setOfficeClock } from './prepare-stores.ts';
export { runService } from './run-service.ts';
export { limitSettings, serviceSettings } from './service-settings.ts';
export { readSettings } from './settings.ts';
export { longestStopMs } from './stop-times.ts';
export { every } from './sweep.ts';
