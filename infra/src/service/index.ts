export { withCredentials } from './credentials.ts';
export { describeService, type Service } from './describe-service.ts';
export { lastLines, type Logger, openLog } from './logger.ts';
export type { Gauge } from './metrics.ts';
export { type OfficeClock, officeClock } from './office-clock.ts';
export { prepareStores, setOfficeClock } from './prepare-stores.ts';
export { runService } from './run-service.ts';
export {
  channelSettingNames,
  limitSettings,
  serviceSettings,
  tracingSettingNames,
} from './service-settings.ts';
export { readSettings } from './settings.ts';
export { storingServiceSettings } from './storing-settings.ts';
export { longestStopMs } from './stop-times.ts';
export { advanceMark, type Ages, compareAges, joinMarks, markEveryMs, sentenceOn } from './store-marks.ts';
export { startTracing } from '../tracing/start-tracing.ts';
export { every } from './sweep.ts';
export { openWakeUp } from './wake-up.ts';
