import { historyOf, type HistoryEvent, isGone, type TemporalClient, valuesOf } from '@doudi/infra/temporal';
import type { Registration } from '@doudi/workflows';

/** What a workflow did, as its history in Temporal tells it. */
export interface Story {
  readonly workflowId: string;
  readonly isRunning: boolean;
  /** what it was started with */
  readonly input: readonly unknown[];
  /** the activities it asked for, in order, with what they answered */
  readonly activities: readonly Asked[];
  readonly signals: readonly { readonly name: string; readonly args: readonly unknown[] }[];
  /** ids of the workflows it started */
  readonly children: readonly string[];
  /** what it answered; undefined while it runs */
  readonly result: unknown;
}

export interface Asked {
  readonly type: string;
  readonly args: readonly unknown[];
  isAnswered: boolean;
  answer?: unknown;
}

/** Reads the newest run of a workflow; undefined when Temporal has none of this id. */
export async function readStory(temporal: TemporalClient, workflowId: string): Promise<Story | undefined> {
  try {
    const told = emptyStory();
    for await (const event of historyOf(temporal, { workflowId })) tell(told, event);
    return { workflowId, ...told, activities: [...told.asked.values()] };
  } catch (error) {
    if (isGone(error) || isNotFound(error)) return undefined;
    throw error;
  }
}

const isNotFound = (error: unknown) => error instanceof Error && 'code' in error && error.code === 5;

const emptyStory = () => ({
  isRunning: true,
  input: [] as unknown[],
  asked: new Map<string, Asked>(),
  signals: [] as { name: string; args: unknown[] }[],
  children: [] as string[],
  result: undefined as unknown,
});

function tell(told: ReturnType<typeof emptyStory>, event: HistoryEvent): void {
  const {
    workflowExecutionStartedEventAttributes: started,
    workflowExecutionSignaledEventAttributes: signal,
  } = event;
  const { activityTaskScheduledEventAttributes: asked, activityTaskCompletedEventAttributes: answered } =
    event;
  const { startChildWorkflowExecutionInitiatedEventAttributes: child } = event;
  if (started) told.input = valuesOf(started.input);
  if (signal) told.signals.push({ name: signal.signalName ?? '', args: valuesOf(signal.input) });
  if (asked)
    told.asked.set(String(event.eventId), {
      type: asked.activityType?.name ?? '',
      args: valuesOf(asked.input),
      isAnswered: false,
    });
  if (answered) {
    const one = told.asked.get(String(answered.scheduledEventId));
    if (one) Object.assign(one, { isAnswered: true, answer: valuesOf(answered.result)[0] });
  }
  if (child?.workflowId) told.children.push(child.workflowId);
  if (isClosing(event)) told.isRunning = false;
  if (event.workflowExecutionCompletedEventAttributes)
    told.result = valuesOf(event.workflowExecutionCompletedEventAttributes.result)[0];
}

const isClosing = (event: HistoryEvent): boolean =>
  Boolean(
    event.workflowExecutionCompletedEventAttributes ??
    event.workflowExecutionFailedEventAttributes ??
    event.workflowExecutionCanceledEventAttributes ??
    event.workflowExecutionTerminatedEventAttributes ??
    event.workflowExecutionTimedOutEventAttributes,
  );

/** The story without what it still waits for: the rows may have it or not. */
export const withoutPending = (story: Story): Story => ({
  ...story,
  activities: story.activities.filter(({ isAnswered }) => isAnswered),
});

/** What an order was answered when it was registered; undefined before. */
export const registrationIn = (story: Story): Registration | undefined =>
  asked(story, 'registerOrder').at(-1)?.answer as Registration | undefined;

/** What it asked an activity for, each time. */
export const asked = (story: Story, type: string): readonly Asked[] =>
  story.activities.filter((one) => one.type === type);
