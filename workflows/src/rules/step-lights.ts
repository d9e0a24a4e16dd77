import type { Calendar } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { Light } from '../domain/ledger.ts';
import type { Step } from '../domain/step.ts';
import { stepLight } from './step-light.ts';
import { nextStepMark } from './step-marks.ts';

/** A light and the instant from which it showed: 17:00:00.000 for what falls due, the event's own else. */
export interface LightMark {
  readonly at: Instant;
  readonly light: Light;
}

/** Every light of a step from its opening to `now`, derived from its ledger alone. */
export function stepLights(calendar: Calendar, step: Step, now: Instant): readonly LightMark[] {
  const turns = turningPoints(step);
  const marks: LightMark[] = [];
  for (
    let at: Instant | undefined = step.openedAt;
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
