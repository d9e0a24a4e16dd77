import type { HistoryEvent } from '@doudi/infra/temporal';

/** What an event is to the code: its kind with the name of what it starts, hears or marks; undefined where only the server is concerned. */
function kindOf(event: HistoryEvent): string | undefined {
  const name =
    event.activityTaskScheduledEventAttributes?.activityType?.name ??
    event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowType?.name ??
    event.workflowExecutionSignaledEventAttributes?.signalName ??
    event.signalExternalWorkflowExecutionInitiatedEventAttributes?.signalName ??
    event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name;
  if (name) return name;
  const others = [
    event.timerStartedEventAttributes && 'timer',
    event.timerFiredEventAttributes && 'fired',
    event.timerCanceledEventAttributes && 'cancelled timer',
    event.markerRecordedEventAttributes && 'marker',
    event.workflowExecutionCompletedEventAttributes && 'end',
  ];
  return others.find((kind) => typeof kind === 'string');
}

/**
 * Answers of one history after the other whether it shows what none before it has shown: two things one after the other in a workflow of
 * its type. So that a few stand for many, and the file of a version stays small.
 */
export function tellNew(): (type: string, events: readonly HistoryEvent[]) => boolean {
  const shown = new Set<string>();
  return (type, events) => {
    const before = shown.size;
    const kinds = ['start', ...events.map(kindOf).filter((kind) => kind !== undefined), 'last'];
    for (const [index, kind] of kinds.entries()) shown.add(`${type}: ${kinds[index - 1] ?? ''} → ${kind}`);
    return shown.size > before;
  };
}
