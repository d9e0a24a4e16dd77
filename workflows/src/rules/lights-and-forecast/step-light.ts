import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Light } from '../../domain/ledger.ts';
import type { Step } from '../../domain/step.ts';
import { calendarIndex, type CalendarIndex } from '../calendar/calendar-index.ts';
import { officeSerial, serialEnds } from '../calendar/office-day.ts';
import { stepAsOf } from '../state-machines/as-of.ts';
import { isPausing, readSerials } from '../step-clock/charging.ts';
import { holdThrough, type LightMark, type LightsRead } from './lights-read.ts';
import { budgetOf, stepSegment, taskSegment } from '../step-clock/ledger-segment.ts';
import { openTaskOf } from '../state-machines/step-progress.ts';

/** The light of a step as it stood at `now` (at its opening, if `now` is earlier). */
export function stepLight(calendar: Calendar, step: Step, now: Instant): Light {
  const index = calendarIndex(calendar);
  const at = Math.max(now, step.openedAt);
  return stepLightOn(index, stepAsOf(step, at), officeSerial(index, at));
}

/** The light of a step as it stands, on the office day `today`: the first that holds. */
function stepLightOn(index: CalendarIndex, step: Step, today: number): Light {
  if (step.closedAt !== null) return step.outcome === 'approved' ? 'DONE' : 'ENDED';
  const { isLate, inForce, due } = readSerials(index, stepSegment(step), today);
  if (isLate) return 'RED';
  if (isPausing(inForce)) return 'PAUSED';
  if (due !== null && due - today + 1 <= warningDays(step)) return 'YELLOW';
  const taskDue = openTaskDue(index, step, today);
  return taskDue !== null && today > taskDue ? 'YELLOW' : 'GREEN';
}

/** A step warns when at most three tenths of its budget in working days are left, and on its last day in any case. */
export const warningDays = ({ tasks }: Step): number => warningDaysOf(budgetOf(tasks));

/** The last days in which a budget of so many working days warns. */
export const warningDaysOf = (budget: number): number => Math.max(1, Math.floor((3 * budget + 9) / 10));

/** The serial of the day the open task is due. */
function openTaskDue(index: CalendarIndex, step: Step, today: number): number | null {
  const task = openTaskOf(step);
  const segment = task ? taskSegment(step, task) : null;
  return segment ? readSerials(index, segment, today).due : null;
}

/** Every light of a step from its opening to `now`, derived from its ledger alone; what was read before is gone on with where it still holds. */
export function stepLights(
  calendar: Calendar,
  step: Step,
  now: Instant,
  read: LightsRead | null = null,
): readonly LightMark[] {
  const turns = turningPoints(step);
  const through = read ? Math.min(now, holdThrough(read, calendar, step)) : -Infinity;
  const marks = read?.lights.filter(({ at }) => at <= through) ?? [];
  for (
    let at = marks.length > 0 ? nextAfter(calendar, step, turns, through) : step.openedAt;
    at !== undefined && at <= now;
    at = nextAfter(calendar, step, turns, at)
  ) {
    const light = stepLight(calendar, step, at);
    if (marks.at(-1)?.light !== light) marks.push({ at, light });
  }
  return marks;
}

/** The instants at which events may have turned the light. */
const turningPoints = (step: Step): readonly Instant[] =>
  [...step.ledger.map(({ at }) => at), ...(step.closedAt === null ? [] : [step.closedAt])].sort(
    (a, b) => a - b,
  );

function nextAfter(
  calendar: Calendar,
  step: Step,
  turns: readonly Instant[],
  at: Instant,
): Instant | undefined {
  const event = turns.find((turn) => turn > at);
  const mark = nextStepMark(calendar, step, at)?.at;
  return event === undefined || mark === undefined ? (event ?? mark) : Math.min(event, mark);
}

/** An instant at which a light changes by itself. */
export interface StepMark {
  readonly at: Instant;
  readonly light: Light;
}

/**
 * The first instant after `after` at which the step's light changes without any further event: green turns yellow as the warning
 * days begin or the open task's due day ends, yellow turns red as the due day ends. What pauses, and what is red, stays so.
 */
export function nextStepMark(calendar: Calendar, step: Step, after: Instant): StepMark | null {
  const index = calendarIndex(calendar);
  const at = Math.max(after, step.openedAt);
  const snapshot = stepAsOf(step, at);
  const today = officeSerial(index, at);
  const light = stepLightOn(index, snapshot, today);
  const { due } = readSerials(index, stepSegment(snapshot), today);
  if (due === null || (light !== 'GREEN' && light !== 'YELLOW')) return null;
  if (light === 'YELLOW') return { at: serialEnds(index, due), light: 'RED' };
  const taskDue = openTaskDue(index, snapshot, today) ?? due;
  return { at: serialEnds(index, Math.min(due - warningDays(snapshot), taskDue)), light: 'YELLOW' };
}
