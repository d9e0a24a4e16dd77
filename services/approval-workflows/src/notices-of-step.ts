import type { NewNotice } from '@doudi/infra/http';
import {
  departmentOf,
  officeDay,
  openPromises,
  stepClock,
  stepWorkflowId,
  supplementEnds,
  taskClock,
  type Calendar,
  type Instant,
  type RecordedEvent,
  type Step,
  type StepWrite,
  type Task,
} from '@doudi/workflows';
import { type Matter, noticesAbout, type OfOrder } from './notices-about.ts';

/** What the notices of a step's events are made from. */
interface Told {
  readonly order: OfOrder;
  readonly write: StepWrite;
  readonly calendar: Calendar;
  readonly now: Instant;
}

/** What people are told of a step's events; of a write that is repeated, the same. */
export const noticesOfStep = (told: Told): NewNotice[] =>
  told.write.events.flatMap((event) => [
    ...noticesOf(told, event, taskIn(told.write.step, event)),
    ...arrivals(told, event),
  ]);

/** The task an event is about; of a light or an ending the one that was open then. */
function taskIn({ tasks }: Step, { detail, at }: RecordedEvent): Task | undefined {
  const named = tasks.find(({ code }) => code === detail['task']);
  return named ?? tasks.findLast(({ openedAt, closedAt }) => isDuring(openedAt, closedAt, at));
}
const isDuring = (openedAt: Instant | null, closedAt: Instant | null, at: Instant) =>
  openedAt !== null && openedAt <= at && (closedAt === null || closedAt >= at);

/** Kinds of events that may finish a task. */
const finishing: readonly string[] = ['check', 'papers-arrived', 'carry', 'cite'];

/** A review that an event has opened waits for its department, and for those it consults; one that is taken over waits for nobody. */
function arrivals(told: Told, event: RecordedEvent): NewNotice[] {
  const { tasks } = told.write.step;
  const before = tasks.findIndex(({ code }) => code === event.detail['task']);
  const task = event.kind === 'open' ? tasks[0] : tasks[before + 1];
  const isDone = finishing.includes(event.kind) || event.detail['state'] === 'accepted';
  if (task?.kind !== 'review' || task.carriedFrom || task.openedAt !== event.at) return [];
  if (event.kind !== 'open' && (before < 0 || !isDone)) return [];
  const arrival = { ...event, detail: { task: task.code } };
  const kinds = ['waits.review', ...(task.consults ? ['waits.opinion'] : [])];
  return kinds.flatMap((kind) => noticesOf(told, { ...arrival, kind }, task));
}

const noticesOf = (told: Told, { seq, ...event }: RecordedEvent, task: Task | undefined): NewNotice[] => {
  const { order, write } = told;
  const { orderNo, generation, step } = write;
  return noticesAbout(
    { ...event, cause: `${stepWorkflowId(orderNo, step.code)}#${generation}.${seq}` },
    {
      ...{ order, step: step.code, task: task?.code, department: task ? departmentOf(task) : null },
      consulted: task?.consults?.departments ?? [],
      about: task ? `${orderNo}/${task.code}` : orderNo,
      link: `/v1/progress/${orderNo}`,
    },
    event.kind === 'request' ? { about: requestOf(event.detail) } : task ? matterOf(told, event, task) : {},
  );
};

const requestOf = ({ reason, request }: RecordedEvent['detail']) => {
  const asked = reason ?? request;
  return typeof asked === 'string' ? asked : null;
};

/** What was granted, or is due, at this instant. */
function matterOf(
  { calendar, write, now }: Told,
  { at, kind }: Pick<RecordedEvent, 'at' | 'kind'>,
  task: Task,
): Matter {
  const dayOf = (end: Instant | null) => (end === null ? null : officeDay(calendar, end - 1));
  if (kind === 'decide-request' || kind === 'end-stop' || kind === 'stop-over') {
    const stop = write.step.stops.find(({ from, endedAt }) => from === at || endedAt === at);
    if (stop) return { about: stop.reason ?? 'stop', dueDay: dayOf(stop.plannedEnd) };
    if (task.extension?.grantedAt === at) return { about: 'extension' };
  }
  if (kind === 'ask-supplement' || kind === 'decide-request') {
    const isAsked = task.supplements.at(-1)?.askedAt === at;
    return isAsked ? { about: 'supplement', dueDay: dayOf(supplementEnds(calendar, task)) } : {};
  }
  if (kind === 'check' && task.state === 'withheld') return { about: 'withheld', dueDay: lastPromised(task) };
  if (kind.startsWith('promise')) return { dueDay: lastPromised(task) };
  if (kind === 'light') return { dueDay: stepClock(calendar, write.step, now).dueDay };
  if (kind.startsWith('waits.') || kind === 'task-late')
    return { dueDay: taskClock(calendar, write.step, task, now)?.dueDay ?? null };
  return {};
}

/** The last day for which papers are promised that are still to come. */
const lastPromised = (task: Task) =>
  openPromises(task)
    .map(({ day }) => day)
    .toSorted()
    .at(-1) ?? null;
