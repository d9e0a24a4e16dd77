import fc from 'fast-check';
import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket, Change } from '../../domain/ledger.ts';
import type { PlannedStep } from '../../domain/plan.ts';
import { shippedCalendar } from '../../domain/shipped-calendar.ts';
import type { Order, Step } from '../../domain/step.ts';
import { dayNumber, dayOf } from '../calendar/day-number.ts';
import { officeDay } from '../calendar/office-day.ts';
import { addWorkingDays, isWorkingDay, workingDaysIn } from '../calendar/working-days.ts';
import { forecast } from '../lights-and-forecast/forecast.ts';
import { stepLights } from '../lights-and-forecast/step-light.ts';
import { orderAsOf, stepAsOf } from '../state-machines/as-of.ts';
import { openStep } from '../state-machines/step-progress.ts';
import { isCounting, noDays, usedOf } from '../step-clock/charging.ts';
import { stepClock, taskClock } from '../step-clock/clock.ts';
import { anyCounted } from '@doudi/testing/clock/random-calendars';
import { orderClock } from './order-clock.ts';
import { anyMoment, anyStepMoment, fewerRuns, runs } from '@doudi/testing/clock/random-orders';

/** What must hold between two countings of the same ledger, whatever the right numbers are. */

const dayMs = 86_400_000;
const some = { ...runs, numRuns: Math.ceil(runs.numRuns / 10) };

/** The calendar with a working day made a holiday, so many days after `from` or on the first working day behind. */
function withHoliday(calendar: Calendar, from: Day, days: number): Calendar {
  let number = dayNumber(from) + days;
  while (!isWorkingDay(calendar, dayOf(number))) number += 1;
  const holiday = dayOf(number);
  return {
    ...calendar,
    off: [...calendar.off, holiday],
    work: calendar.work.filter((day) => day !== holiday),
  };
}

/** No due day is later than any day. */
const isEarlier = (day: Day | null, than: Day | null): boolean =>
  day !== null && (than === null || day < than);

const isPaused = ({ ledger }: Step): boolean => ledger.some(({ bucket }) => !isCounting(bucket));
const overlap = (one: Step, other: Step): boolean =>
  one !== other && one.openedAt < (other.closedAt ?? Infinity) && other.openedAt < (one.closedAt ?? Infinity);

/**
 * Two steps are open at once and one of them pauses. A holiday takes a day's work from the one that counts; its chain is longer by that
 * day, so it can drive the order, and the order be due, where the paused one would have driven it and the order waited.
 */
const mayChangeHands = (steps: readonly Step[]): boolean =>
  steps.some((one) => isPaused(one) && steps.some((other) => overlap(one, other)));

test('adding a holiday never makes a step, a task or an order due earlier, nor its permit foreseen earlier', () => {
  fc.assert(
    fc.property(
      anyMoment,
      anyCounted,
      fc.integer({ min: -40, max: 90 }),
      ({ order, now }, { calendar }, days) => {
        const longer = withHoliday(calendar, officeDay(calendar, now), days);
        const open = order.steps.filter(({ openedAt }) => openedAt <= now);
        for (const step of open) {
          const due = (by: Calendar) => [
            stepClock(by, step, now).dueDay,
            ...step.tasks.map((task) => taskClock(by, step, task, now)?.dueDay ?? null),
          ];
          const before = due(calendar);
          due(longer).forEach((day, i) => expect(isEarlier(day, before[i] ?? null)).toBe(false));
        }
        expect(isEarlier(forecast(longer, order, now).day, forecast(calendar, order, now).day)).toBe(false);
        const [was, is] = [orderClock(calendar, order, now), orderClock(longer, order, now)];
        // what was over its budget as it was received was due on the working day before, which the holiday may be
        const wasLate = usedOf(order.carried?.buckets ?? noDays()) > order.budget;
        if (!wasLate && !mayChangeHands(open)) expect(isEarlier(is.dueDay, was.dueDay)).toBe(false);
      },
    ),
    fewerRuns,
  );
});

test('a holiday hands an order on from a paused step to one that counts, where their chains were equal', () => {
  const at = Date.parse('2017-06-19T10:00:00+08:00');
  const paused: PlannedStep = {
    ...{ code: 'environmental-assessment', after: [] },
    tasks: [{ code: 'eia-report', kind: 'commission', category: 'EIA', budget: 3 }],
  };
  const counting: PlannedStep = {
    ...{ code: 'fire-safety', after: [] },
    tasks: [{ code: 'fire-review', kind: 'review', department: 'FRD', budget: 4 }],
  };
  const plan = [paused, counting];
  const steps = plan.map((step) => openStep(step, at));
  const order: Order = { receivedAt: at, budget: 20, closedAt: null, plan, steps };
  const now = Date.parse('2017-06-21T10:00:00+08:00');
  const read = (calendar: Calendar) => orderClock(calendar, order, now);
  const longer = { ...shippedCalendar, off: [...shippedCalendar.off, '2017-06-20' as Day] };
  expect(read(shippedCalendar)).toMatchObject({ driving: 'environmental-assessment', dueDay: null });
  expect(read(longer)).toMatchObject({ driving: 'fire-safety', dueDay: '2017-07-18' });
});

/** Lines written on the open step one after the other, by the stops that begin and end. */
function written(step: Step, lines: readonly { at: Instant; bucket: Bucket }[]): Step {
  const { task = 'record' } = step.ledger.at(-1) ?? {};
  const changes = lines.map(({ at, bucket }): Change => ({ at, bucket, task, event: 0, because: 'stop' }));
  return { ...step, ledger: [...step.ledger, ...changes] };
}

const stepMoment = anyStepMoment.map(({ step, now }) => ({ step: stepAsOf(step, now), now }));
const gapMs = fc.oneof(fc.nat(dayMs), fc.nat(40 * dayMs));

test('a pause of k working days moves the due day of a step by exactly k working days', () => {
  fc.assert(
    fc.property(stepMoment, anyCounted, gapMs, ({ step, now }, { calendar }, pause) => {
      const { dueDay, isLate, inForce } = stepClock(calendar, step, now);
      if (inForce === null || !isCounting(inForce) || dueDay === null || isLate) return;
      const [from, to] = [officeDay(calendar, now), officeDay(calendar, now + pause)];
      const paused = written(step, [
        { at: now, bucket: 'EXCLUDED' },
        { at: now + pause, bucket: inForce },
      ]);
      const days = workingDaysIn(calendar, from, to) - 1;
      expect(stepClock(calendar, paused, now + pause).dueDay).toBe(addWorkingDays(calendar, dueDay, days));
    }),
    some,
  );
});

test('a pause of k working days of all that is open moves the due day of an order by exactly k working days', () => {
  fc.assert(
    fc.property(anyMoment, anyCounted, gapMs, ({ order: whole, now }, { calendar }, pause) => {
      const order = orderAsOf(whole, now);
      const open = order.steps.filter(({ closedAt }) => closedAt === null);
      const { dueDay, isLate, inForce } = orderClock(calendar, order, now);
      if (open.length !== 1 || order.closedAt !== null || dueDay === null || isLate || !isCounting(inForce))
        return;
      const [from, to] = [officeDay(calendar, now), officeDay(calendar, now + pause)];
      const lines = [
        { at: now, bucket: 'EXCLUDED' },
        { at: now + pause, bucket: inForce ?? 'GOV' },
      ] as const;
      const paused = {
        ...order,
        steps: order.steps.map((step) => (step === open[0] ? written(step, lines) : step)),
      };
      const days = workingDaysIn(calendar, from, to) - 1;
      expect(orderClock(calendar, paused, now + pause).dueDay).toBe(addWorkingDays(calendar, dueDay, days));
    }),
    some,
  );
});

/** The order with a stop of its first open step, in one piece or ended and ordered again at the same instant between. */
function stopped(order: Order, bounds: readonly Instant[]): Order {
  const open = order.steps.find(({ closedAt }) => closedAt === null);
  const lines = bounds.flatMap((at, i): { at: Instant; bucket: Bucket }[] => {
    const before = open?.ledger.at(-1)?.bucket ?? 'GOV';
    const ends = i === 0 ? [] : [{ at, bucket: before }];
    return i === bounds.length - 1 ? ends : [...ends, { at, bucket: 'EXCLUDED' }];
  });
  return { ...order, steps: order.steps.map((step) => (step === open ? written(step, lines) : step)) };
}

test('splitting a stop in two adjacent ones changes nothing from the next office day on', () => {
  fc.assert(
    fc.property(
      anyMoment,
      anyCounted,
      fc.tuple(gapMs, gapMs, gapMs),
      ({ order: whole, now }, { calendar }, [a, b, c]) => {
        const order = orderAsOf(whole, now);
        if (order.closedAt !== null) return;
        const between = now + a;
        const [one, two] = [stopped(order, [now, between + b]), stopped(order, [now, between, between + b])];
        const show = (of: Order, at: Instant) => {
          const { days: _days, ...clock } = orderClock(calendar, of, at);
          const lights = of.steps.map((step) => stepLights(calendar, step, at));
          return {
            clock,
            lights,
            steps: of.steps.map((step) => stepClock(calendar, step, at)),
            forecast: forecast(calendar, of, at),
          };
        };
        const at = between + b + c;
        if (officeDay(calendar, at) > officeDay(calendar, between))
          expect(show(two, at)).toEqual(show(one, at));
      },
    ),
    some,
  );
});
