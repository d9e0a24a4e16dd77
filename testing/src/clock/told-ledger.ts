import type {
  Acceptance,
  Bucket,
  Change,
  Instant,
  PaperPromise,
  PlannedTask,
  StepEvent,
  Supplement,
} from '@doudi/workflows';
import { endOfStop, fiveOClock, grantedBy, isOf, type ToldStop } from './act-record.ts';
import { table, type Table } from './oracle.ts';

/** Whose the days of a step are, told from intervals of instants: no state is carried from one event to the next. */

export interface ToldTask {
  readonly planned: PlannedTask;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly acceptance: Acceptance | null;
  readonly supplements: readonly Supplement[];
  readonly extendedAt: Instant | null;
  readonly promises: readonly PaperPromise[];
  /** since when its result waits for what was promised */
  readonly withheldAt: Instant | null;
}

/** What has happened to a step. */
export interface Told {
  readonly tasks: readonly ToldTask[];
  readonly stops: readonly ToldStop[];
  readonly events: readonly StepEvent[];
}

const isWithheld = ({ withheldAt }: ToldTask, at: Instant): boolean =>
  withheldAt !== null && withheldAt <= at;

/** The bucket in force at an instant, `at` included, of a task at work. */
function bucketIn(task: ToldTask, told: Told, at: Instant): Bucket {
  if (told.stops.some((stop) => stop.from <= at && at < endOfStop(stop))) return 'EXCLUDED';
  const isAwaited = ({ askedAt, suppliedAt }: Supplement) => askedAt <= at && at < (suppliedAt ?? Infinity);
  if (task.supplements.some(isAwaited) || isWithheld(task, at)) return 'OWNER';
  return ownBucket(
    task,
    told.events.filter((event) => event.at <= at),
  );
}

/** Whose a working day is: the bucket in force when it began, a stop being in force until 17:00 of its planned last day. */
export function bucketOfDay(told: Told, place: number, days: Table = table): Bucket {
  const began = days[place]?.begins ?? 0;
  const hasBegun = (at: Instant) => at < began;
  const isOpen = (from: Instant, to: Instant | null) => hasBegun(from) && !(to !== null && hasBegun(to));
  const runs = ({ from, lastDay, endedAt }: ToldStop) => isOpen(from, endedAt) && began < fiveOClock(lastDay);
  if (told.stops.some(runs)) return 'EXCLUDED';
  const task = told.tasks.find(({ openedAt, closedAt }) => isOpen(openedAt, closedAt));
  if (task?.supplements.some(({ askedAt, suppliedAt }) => isOpen(askedAt, suppliedAt))) return 'OWNER';
  if (task && task.withheldAt !== null && hasBegun(task.withheldAt)) return 'OWNER';
  return task
    ? ownBucket(
        task,
        told.events.filter(({ at }) => hasBegun(at)),
      )
    : 'GOV';
}

/** Of a task of which nothing is awaited: the department's, or the agency's while it works under contract. */
function ownBucket({ planned }: ToldTask, events: readonly StepEvent[]): Bucket {
  if (planned.kind === 'review') return 'GOV';
  const moves = events.flatMap((event) =>
    isOf('commission', event) && event.task === planned.code && event.state !== 'accepted'
      ? [event.state]
      : [],
  );
  return moves.at(-1) === 'working' ? 'AGENCY' : 'OWNER';
}

const handovers: readonly StepEvent['kind'][] = [
  'review',
  'supply',
  'end-stop',
  'commission',
  'ask-supplement',
];

/** Whether an event hands the task over, which writes a line: not a request, a refusal of one, or what is only put on record. */
function handsOver(events: readonly StepEvent[], event: StepEvent): boolean {
  if (handovers.includes(event.kind)) return true;
  if (isOf('check', event)) return event.verdict === 'return';
  const granted = grantedBy(events, event);
  return granted !== null && granted.kind !== 'extension';
}

/** Every handover as a line with the bucket that then is in force; a stop also hands back by itself. */
export function ledgerOf(told: Told, end: Instant): Change[] {
  return told.tasks.flatMap((task) => {
    const { code } = task.planned;
    const isMine = (at: Instant) => task.openedAt <= at && at <= (task.closedAt ?? end);
    const mine = told.events.filter((event) => 'task' in event && event.task === code);
    const instants = [
      task.openedAt,
      ...mine.filter((event) => handsOver(mine, event)).map(({ at }) => at),
      ...told.stops.map(endOfStop).filter(isMine),
      ...(task.withheldAt === null ? [] : [task.withheldAt]),
    ].sort((a, b) => a - b);
    return instants.map((at): Change => {
      const because = isWithheld(task, at) ? 'withheld' : 'told';
      return { at, bucket: bucketIn(task, told, at), task: code, event: 0, because };
    });
  });
}
