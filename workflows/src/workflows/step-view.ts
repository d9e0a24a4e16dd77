import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { Calendar } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import { departmentOf } from '../domain/plan.ts';
import type { Step } from '../domain/step.ts';
import { inBoth } from '../domain/words.ts';
import type { StepOpening } from '../messages/step.ts';
import { dayEnds } from '../rules/calendar/office-day.ts';
import { stepLight } from '../rules/lights-and-forecast/step-light.ts';
import { holderOf } from '../rules/state-machines/holder.ts';
import { openStep, openTaskOf } from '../rules/state-machines/step-progress.ts';
import { stepClock } from '../rules/step-clock/clock.ts';
import { budgetOf } from '../rules/step-clock/ledger-segment.ts';
import { showDetails } from './details.ts';
import { searchAttributes } from '../domain/search-attributes.ts';
import { attributeWriter } from './search-attributes.ts';

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
    { key: searchAttributes.slaStatus, value: stepLight(calendar, step, now) },
    { key: searchAttributes.slaDueAt, value: dueDay === null ? null : new Date(dayEnds(calendar, dueDay)) },
    { key: searchAttributes.department, value: task ? departmentOf(task) : null },
    { key: searchAttributes.escalated, value: escalated },
  ];
}

/** Shows a step to administrators: its search attributes when one changes, and a small table. */
export function stepView({ step: planned, openedAt, progressUrl, orderNo, ...opening }: StepOpening) {
  const upsert = attributeWriter(stepSla(opening.calendar, openStep(planned, openedAt), openedAt, false));
  return (calendar: Calendar, step: Step, now: Instant, escalated: boolean): void => {
    const sla = stepSla(calendar, step, now, escalated);
    upsert(sla);
    const { dueDay, isProvisional, used, inForce } = stepClock(calendar, step, now);
    const holder = holderOf(step, inForce);
    const rows = [
      ['order', orderNo],
      ['light', inBoth(String(sla[0]?.value))],
      ['due', `${dueDay ?? '–'}${isProvisional ? ` (${inBoth('provisional')})` : ''}`],
      ['used', `${used}/${budgetOf(step.tasks)}`],
      [
        'holder',
        holder
          ? inBoth(holder.role) + ('department' in holder ? ` · ${inBoth(holder.department)}` : '')
          : '–',
      ],
    ] as const;
    showDetails(rows, progressUrl);
  };
}
