import type { Calendar } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { Light } from '../domain/ledger.ts';
import type { Step } from '../domain/step.ts';
import { stepAsOf } from './as-of.ts';
import { calendarIndex } from './calendar-index.ts';
import { officeSerial, serialEnds } from './office-day.ts';
import { openTaskDue, stepLightOn, warningDays } from './step-light.ts';
import { stepStretch } from './stretch.ts';
import { tally } from './tally.ts';

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
  const standing = stepAsOf(step, at);
  const today = officeSerial(index, at);
  const light = stepLightOn(index, standing, today);
  const { due } = tally(index, stepStretch(standing), today);
  if (due === null || (light !== 'GREEN' && light !== 'YELLOW')) return null;
  if (light === 'YELLOW') return { at: serialEnds(index, due), light: 'RED' };
  const taskDue = openTaskDue(index, standing, today) ?? due;
  return { at: serialEnds(index, Math.min(due - warningDays(standing), taskDue)), light: 'YELLOW' };
}
