import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Light } from '../../domain/ledger.ts';
import type { Step } from '../../domain/step.ts';

/** A light and the instant from which it showed: 17:00:00.000 for what falls due, the event's own else. */
export interface LightMark {
  readonly at: Instant;
  readonly light: Light;
}

/** The lights of a step as they were read, and of what: a step with much behind it need not be read from its opening after each event. */
export interface LightsRead {
  readonly lights: readonly LightMark[];
  readonly calendar: Calendar;
  readonly step: Step;
  readonly now: Instant;
}

/** The last instant through which lights that were read hold for the step as it is now; -Infinity when they must be read anew. */
export function holdThrough(read: LightsRead, calendar: Calendar, step: Step): Instant {
  if (read.calendar !== calendar || !haveSameBudgets(read.step, step)) return -Infinity;
  return Math.min(read.now, ...changedAt(read.step, step).map((at) => at - 1));
}

const haveSameBudgets = ({ tasks }: Step, step: Step): boolean =>
  tasks.length === step.tasks.length &&
  tasks.every(({ code, budget }, i) => code === step.tasks[i]?.code && budget === step.tasks[i].budget);

/** The instants of all in which two states of a step differ, of what its lights follow from. Lines of a ledger are never changed. */
function changedAt(before: Step, after: Step): Instant[] {
  const old = new Set(before.ledger);
  const kept = new Set(after.ledger);
  const lines = [
    ...before.ledger.filter((line) => !kept.has(line)),
    ...after.ledger.filter((line) => !old.has(line)),
  ];
  const [was, is] = [instantsOf(before), instantsOf(after)];
  const changed = was.flatMap((at, i) => (at === is[i] ? [] : [at, is[i] ?? null]));
  return [...lines.map(({ at }) => at), ...changed.filter((at) => at !== null)];
}

const instantsOf = ({ openedAt, closedAt, tasks }: Step): (Instant | null)[] => [
  openedAt,
  closedAt,
  ...tasks.flatMap((task) => [task.openedAt, task.closedAt]),
];
