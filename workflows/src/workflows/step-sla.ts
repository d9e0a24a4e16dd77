import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { Calendar } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { Step } from '../domain/step.ts';
import { stepClock } from '../rules/clock.ts';
import { dayEnds } from '../rules/office-day.ts';
import { stepLight } from '../rules/step-light.ts';
import { openTaskOf } from '../rules/step-progress.ts';
import { attributes } from './search-attributes.ts';

/** A step's search attributes as of `now`: light, the instant it is due, whose task is open, whether a case was opened. */
export function stepSla(
  calendar: Calendar,
  step: Step,
  now: Instant,
  escalated: boolean,
): SearchAttributeUpdatePair[] {
  const { dueDay } = stepClock(calendar, step, now);
  const task = openTaskOf(step);
  return [
    { key: attributes.slaStatus, value: stepLight(calendar, step, now) },
    { key: attributes.slaDueAt, value: dueDay === null ? null : new Date(dayEnds(calendar, dueDay)) },
    { key: attributes.department, value: task?.kind === 'review' ? task.department : null },
    { key: attributes.escalated, value: escalated },
  ];
}
