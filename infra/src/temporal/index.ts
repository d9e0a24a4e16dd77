export { temporalAccess, temporalAccessNames, type TemporalAccess, temporalSettings } from './access.ts';
export { temporalAnswers, type TemporalClient, temporalClient, withDeadline } from './client.ts';
export { contradiction, countContradictions } from './contradiction.ts';
export { isGone } from './errors.ts';
export { firstInput, type HistoryEvent, historyOf, valuesOf } from './history.ts';
export { ensureSearchAttributes } from './namespace.ts';
export { historiesOf, replay } from './replay.ts';
export { installTemporalRuntime } from './runtime.ts';
export { startWorker } from './worker.ts';
