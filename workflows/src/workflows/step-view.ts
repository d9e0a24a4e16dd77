import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';
import type { Calendar } from '../domain/calendar.ts';
import { fullCalendar } from '../domain/compact-calendar.ts';
import type { Instant } from '../domain/instant.ts';
import { departmentOf } from '../domain/plan.ts';
import type { Step } from '../domain/step.ts';
import { shanghaiMinute } from '../domain/shanghai-time.ts';
import { inBoth } from '../domain/words.ts';
import type { StepOpening } from '../messages/step.ts';
import { dayEnds } from '../rules/calendar/office-day.ts';
import { stepLight } from '../rules/lights-and-forecast/step-light.ts';
import { lateTaskOf } from '../rules/lights-and-forecast/task-lateness.ts';
import { holderOf } from '../rules/state-machines/holder.ts';
import { openStep, openTaskOf } from '../rules/state-machines/step-progress.ts';
import { stepClock } from '../rules/step-clock/clock.ts';
import { type DetailRow, dueRows, pageRow, showDetails } from './details.ts';
import { searchAttributes } from '../domain/search-attributes.ts';
import { attributeWriter } from './search-attributes.ts';

/** A step's search attributes as of `now`: light, the instant it is due, whose task is open, whose its days are and whether it is late, whether a case was opened. */
export function stepSla(
  calendar: Calendar,
  step: Step,
  now: Instant,
  escalated: boolean,
): SearchAttributeUpdatePair[] {
  const { dueDay, inForce } = stepClock(calendar, step, now);
  const task = openTaskOf(step);
  return [
    { key: searchAttributes.slaStatus, value: stepLight(calendar, step, now) },
    { key: searchAttributes.slaDueAt, value: dueDay === null ? null : new Date(dayEnds(calendar, dueDay)) },
    { key: searchAttributes.department, value: task ? departmentOf(task) : null },
    { key: searchAttributes.escalated, value: escalated },
    { key: searchAttributes.bucket, value: inForce },
    { key: searchAttributes.taskSla, value: lateTaskOf(calendar, step, now) ? 'LATE' : null },
  ];
}

/** Shows a step to administrators: its search attributes when one changes, and a small table. */
export function stepView({
  step: planned,
  openedAt,
  pageUrl,
  orderNo,
  rulesVersion = 1,
  ...opening
}: StepOpening) {
  const opened = openStep(planned, openedAt);
  // a step that began before there was Bucket or TaskSla goes on without it: its history has no upsert where that alone changes
  const { bucket, taskSla } = searchAttributes;
  const hasBucket = workflowInfo().typedSearchAttributes.get(bucket) !== undefined;
  const hidden: readonly string[] = [
    ...(hasBucket ? [] : [bucket.name]),
    ...(rulesVersion >= 2 ? [] : [taskSla.name]),
  ];
  const isShown = ({ key }: SearchAttributeUpdatePair) => !hidden.includes(key.name);
  const shown = stepSla(fullCalendar(opening.calendar), opened, openedAt, false).filter(isShown);
  const upsert = attributeWriter(shown);
  return (calendar: Calendar, step: Step, now: Instant, escalated: boolean): void => {
    upsert(stepSla(calendar, step, now, escalated).filter(isShown));
    showDetails([
      ['order', orderNo],
      ['step', inBoth(step.code)],
      ...standing(calendar, step, now),
      ...(rulesVersion >= 2 ? [lateTaskRow(calendar, step, now)] : []),
      pageRow(pageUrl),
    ]);
  };
}

/** How an open step stands until its next event: when it is due, since when it is late, who holds the ball. */
export function standing(calendar: Calendar, step: Step, now: Instant): DetailRow[] {
  if (step.closedAt !== null) return [];
  const { dueDay, isProvisional, isLate, inForce } = stepClock(calendar, step, now);
  const lateSince = isLate && dueDay !== null ? dayEnds(calendar, dueDay) : null;
  const holder = holderOf(step, inForce);
  const department = holder?.department;
  const who = holder && [holder.role, ...(department ? [department] : [])].map(inBoth).join(' · ');
  return [...dueRows(dueDay, { isProvisional, lateSince }), ['holder', who]];
}

/** The task that is late and since when; of a step that wakes when that begins. */
export function lateTaskRow(calendar: Calendar, step: Step, now: Instant): DetailRow {
  const late = lateTaskOf(calendar, step, now);
  return ['late-task', late && `${inBoth(late.task)} · ${shanghaiMinute(late.at)}`];
}
