/** Tasks of one kind that a shard reads in a second; the server's own limit is 20. */
const pollsPerSecond = 1_000;

/** What every Temporal brought by us is told beside its settings (temporal.io, "Dynamic configuration"). */
export const dynamicConfig: Readonly<Record<string, boolean | number>> = {
  // else a task that is handed out in the moment a worker stops polling is lost until its timeout
  'frontend.enableCancelWorkerPollsOnShutdown': true,
  // else each task of a decision waits its turn: 100 ms a decision, whatever the machine
  'history.transferProcessorMaxPollRPS': pollsPerSecond,
  'history.timerProcessorMaxPollRPS': pollsPerSecond,
  'history.visibilityProcessorMaxPollRPS': pollsPerSecond,
};
