import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Light } from '../../domain/ledger.ts';
import type { Order, Step } from '../../domain/step.ts';
import type { StepCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { dayAt, officeSerial, serialEnds } from '../calendar/office-day.ts';
import { isProvisional } from '../calendar/working-days.ts';
import { bindingChain, type Finish, type Forecast, forecastOn } from '../lights-and-forecast/forecast.ts';
import { orderLight } from '../lights-and-forecast/order-light.ts';
import { stepLight } from '../lights-and-forecast/step-light.ts';
import { orderClock } from '../order-clock/order-clock.ts';
import { stepClock } from '../step-clock/clock.ts';
import { type LightFrom, lightsAhead, orderLightsByDay } from './lights-ahead.ts';

/** How an order goes on to its permit under assumptions. Every clock is read as of the day it ends; counts are working days. */
export interface WhatIfResult {
  readonly dueDay: Day | null;
  readonly isLate: boolean;
  /** the due day lies beyond the last published year */
  readonly isProvisional: boolean;
  readonly used: number;
  readonly remaining: number;
  readonly forecast: Forecast;
  /** from today to the permit; red is from the day after the due day on */
  readonly lights: readonly LightFrom[];
  readonly steps: readonly StepResult[];
}

export interface StepResult {
  readonly code: StepCode;
  readonly dueDay: Day | null;
  readonly isLate: boolean;
  readonly isProvisional: boolean;
  readonly forecast: { readonly day: Day; readonly isProvisional: boolean };
  readonly lights: readonly LightFrom[];
}

/** The result for an order that stands as `known` at `now` and goes on as `played`, which has ended. */
export function whatIfResult(calendar: Calendar, known: Order, played: Order, now: Instant): WhatIfResult {
  const index = calendarIndex(calendar);
  const closedAt = played.closedAt ?? now;
  const { dueDay, isLate, isProvisional: isDue, used, remaining } = orderClock(calendar, played, closedAt);
  const chain = bindingChain(played, playedFinishes(calendar, known, played));
  const lights = orderLightsByDay(index, played, now);
  const onDay = (serial: number) => lights.get(serial) ?? 'DONE';
  return {
    ...{ dueDay, isLate, isProvisional: isDue, used, remaining },
    forecast: forecastOn(calendar, officeSerial(index, closedAt), chain),
    lights: lightsAhead(calendar, { from: now, closedAt, first: orderLight(calendar, known, now), onDay }),
    steps: played.steps.map((step) => {
      const begun = known.steps.find(({ code }) => code === step.code);
      const from = Math.max(now, step.openedAt);
      return stepResult(calendar, step, { from, first: stepLight(calendar, begun ?? step, from) });
    }),
  };
}

function stepResult(
  calendar: Calendar,
  step: Step,
  { from, first }: { from: Instant; first: Light },
): StepResult {
  const index = calendarIndex(calendar);
  const closedAt = step.closedAt ?? from;
  const { dueDay, isLate, isProvisional: isDue } = stepClock(calendar, step, closedAt);
  const day = dayAt(index, officeSerial(index, closedAt));
  const onDay = (serial: number) => stepLight(calendar, step, serialEnds(index, serial - 1));
  return {
    ...{ code: step.code, dueDay, isLate, isProvisional: isDue },
    forecast: { day, isProvisional: isProvisional(calendar, day) },
    lights: lightsAhead(calendar, { from, closedAt, first, onDay }),
  };
}

/** When each step has been played to its end, with the tasks that were not over yet at the start. */
function playedFinishes(calendar: Calendar, known: Order, played: Order): ReadonlyMap<StepCode, Finish> {
  const index = calendarIndex(calendar);
  const serial = (at: Instant | null) => (at === null ? 0 : officeSerial(index, at));
  const finishOf = ({ code, closedAt, tasks }: Step): [StepCode, Finish] => {
    const begun = known.steps.find((one) => one.code === code);
    const left = tasks.filter((_, place) => (begun?.tasks[place]?.closedAt ?? null) === null);
    const todo = left.map((task) => ({ step: code, task: task.code, finish: serial(task.closedAt) }));
    return [code, { serial: serial(closedAt), isWaiting: !begun, tasks: todo }];
  };
  return new Map(played.steps.map(finishOf));
}
