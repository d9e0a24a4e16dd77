import type { Calendar } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { Step } from '../domain/step.ts';
import { inBoth } from '../domain/words.ts';
import type { StepOpening } from '../messages/step.ts';
import { stepClock } from '../rules/clock.ts';
import { holderOf } from '../rules/holder.ts';
import { budgetOf } from '../rules/stretch.ts';
import { openStep } from '../rules/step-progress.ts';
import { showDetails } from './details.ts';
import { attributeWriter } from './search-attributes.ts';
import { stepSla } from './step-sla.ts';

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
