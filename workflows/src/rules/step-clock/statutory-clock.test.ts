import { untouchedAtCounter } from '../../domain/counter.ts';
import fc from 'fast-check';
import type { Bucket, Change } from '../../domain/ledger.ts';
import type { Limit } from '../../domain/plan.ts';
import type { Step, Task } from '../../domain/step.ts';
import { orderProgress } from '../lights-and-forecast/order-progress.ts';
import { aPlan, on, orderMaker } from '@doudi/testing/clock/order-maker';
import { anyStepMoment, calendar, fewerRuns, runs } from '@doudi/testing/clock/random-orders';
import { taskClock } from './clock.ts';
import { chargedDays, isWork, nameOf, placeOf } from '@doudi/testing/clock/oracle';
import { statutoryClock } from './statutory-clock.ts';

const calendarDays = (days: number): Limit => ({ days, unit: 'calendar-day' });
const workingDays = (days: number): Limit => ({ days, unit: 'working-day' });

/** The EIA review opened on that day, with these further lines of its ledger. */
function eiaReview(from: string, lines: readonly [day: string, bucket: Bucket][] = []) {
  const openedAt = on(from);
  const ledger = [['', 'GOV'] as const, ...lines].map(([day, bucket], i): Change => {
    return { at: i === 0 ? openedAt : on(day), bucket, task: 'eia-review', event: i + 1, because: 'hand' };
  });
  const task: Task = {
    code: 'eia-review', budget: 7, kind: 'review', department: 'EEB',
    state: 'reviewing', openedAt, closedAt: null, reviewer: null, opinion: null, ...untouchedAtCounter,
  }; // prettier-ignore
  const about = { openedAt, closedAt: null, outcome: null, stops: [], events: ledger.length };
  const step: Step = { code: 'environmental-assessment', ...about, tasks: [task], ledger };
  return { step, task };
}
const read = (limit: Limit, now: string, review: ReturnType<typeof eiaReview>, time?: string) =>
  statutoryClock(calendar, { ...review, limit }, on(now, time));

test.each([
  ['2025-09-05', 30, '2025-10-09'],
  ['2026-01-20', 30, '2026-02-24'],
  ['2026-03-05', 60, '2026-05-06'],
  ['2017-06-16', 30, '2017-07-17'],
  ['2017-06-16', 31, '2017-07-17'],
  ['2017-06-16', 32, '2017-07-18'],
])('%s and %i calendar days, rolled over to a working day, is %s', (from, days, due) => {
  expect(read(calendarDays(days), from, eiaReview(from))).toMatchObject({ dueDay: due, isLate: false });
});

test('a limit is late from 17:00 of the day it rolled over to, and then stays', () => {
  const review = eiaReview('2025-09-05');
  const limit = calendarDays(30);
  expect(read(limit, '2025-10-09', review, '16:59:59.999').isLate).toBe(false);
  expect(read(limit, '2025-10-09', review, '17:00:00.000')).toMatchObject({
    dueDay: '2025-10-09',
    isLate: true,
  });
  expect(read(limit, '2025-12-31', review).dueDay).toBe('2025-10-09');
});

test('what is handed over on the day a limit rolled over to is not late, and due the day it comes back', () => {
  const review = eiaReview('2017-06-16', [['2017-07-17', 'OWNER'], ['2017-07-20', 'GOV']]); // prettier-ignore
  expect(read(calendarDays(30), '2017-07-19', review)).toMatchObject({ dueDay: null, isLate: false });
  expect(read(calendarDays(30), '2017-07-20', review)).toMatchObject({
    dueDay: '2017-07-20',
    isLate: false,
  });
});

test.each(['EXCLUDED', 'OWNER'] as const)(
  'days that are %s move a limit on, each kind by its own days',
  (bucket) => {
    // from Friday 23 June to Tuesday 27 June: four calendar days, two of them worked
    const review = eiaReview('2017-06-16', [['2017-06-23', bucket], ['2017-06-27', 'GOV']]); // prettier-ignore
    expect(read(calendarDays(32), '2017-06-28', review).dueDay).toBe('2017-07-24');
    expect(read(calendarDays(35), '2017-06-28', review).dueDay).toBe('2017-07-25');
    expect(read(workingDays(20), '2017-06-28', review).dueDay).toBe('2017-07-18');
  },
);

test('a due day past the last published year is provisional', () => {
  const review = eiaReview('2026-12-18');
  expect([13, 14].map((days) => read(calendarDays(days), '2026-12-18', review).isProvisional)).toEqual([
    false,
    true,
  ]);
});

const anyDays = fc.oneof(fc.nat(5), fc.constantFrom(7, 15, 20, 30, 60));

test('a limit in working days reads as a promise of so many does', () => {
  fc.assert(
    fc.property(anyStepMoment, anyDays, ({ step, now }, days) => {
      for (const task of step.tasks) {
        const promise = taskClock(calendar, step, { ...task, budget: days }, now);
        const { dueDay = null, isLate = false, isProvisional = false } = promise ?? {};
        expect(statutoryClock(calendar, { step, task, limit: workingDays(days) }, now)).toEqual({
          ...workingDays(days), dueDay, isLate, isProvisional,
        }); // prettier-ignore
      }
    }),
    fewerRuns,
  );
});

const dayMs = 86_400_000;
const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

/** Counts calendar day by calendar day, those off with the working day after them; null while paused in time. */
function countedDue(task: Task, changes: readonly Change[], { days, now }: { days: number; now: number }) {
  const openedAt = task.openedAt ?? 0;
  const end = Math.min(now, task.closedAt ?? now);
  const charged = chargedDays({ openedAt, closedAt: null, budget: 0, changes }, end);
  const inForce = changes.findLast(({ at }) => at <= end)?.bucket ?? null;
  let counted = 0;
  let last = placeOf(openedAt);
  for (let i = 0; i < charged.length || isWork(inForce); i++) {
    if (isWork(charged[i]?.bucket ?? inForce)) {
      if (counted >= days) return nameOf(last);
      for (let day = nextDay(nameOf(last)); day <= nameOf(last + 1); day = nextDay(day)) counted += 1;
    }
    last += 1;
  }
  return null;
}

test('a limit in calendar days is due and late as counting day by day says, at any instant', () => {
  let late = 0;
  fc.assert(
    fc.property(anyStepMoment, anyDays, ({ step, now }, days) => {
      for (const task of step.tasks.filter(({ openedAt }) => openedAt !== null && openedAt <= now)) {
        const due = countedDue(task, step.ledger.filter((line) => line.task === task.code), { days, now }); // prettier-ignore
        const today = nameOf(placeOf(Math.min(now, task.closedAt ?? now)));
        const isLate = due !== null && today > due;
        const reading = statutoryClock(calendar, { step, task, limit: calendarDays(days) }, now);
        expect(reading).toMatchObject({ dueDay: due, isLate });
        late += isLate ? 1 : 0;
      }
    }),
    runs,
  );
  expect(late).toBeGreaterThan(0);
});

test('a pause in time moves a limit in calendar days on by exactly its calendar days', () => {
  const places = fc.uniqueArray(fc.nat(20), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 2_600 }), places, fc.nat(30), (start, pair, more) => {
      const [from = 0, through = 0] = pair.toSorted((a, b) => a - b).map((n) => start + n);
      const number = (place: number) => Date.parse(`${nameOf(place)}T00:00:00Z`) / dayMs;
      const days = number(from) - number(start) + 1 + more;
      const review = eiaReview(nameOf(start), [[nameOf(from), 'EXCLUDED'], [nameOf(through), 'GOV']]); // prettier-ignore
      const raw = number(start) + days + number(through) - number(from);
      let due = start;
      while (number(due) < raw) due += 1;
      expect(read(calendarDays(days), nameOf(through), review).dueDay).toBe(nameOf(due));
    }),
    fewerRuns,
  );
});

/** Track 50 with the EIA review open since 2017-07-06. */
function atEiaReview(plan = aPlan('50')) {
  const maker = orderMaker(plan, on('2017-06-16'));
  for (const day of ['2017-06-19', '2017-06-20']) maker.finish('project-initiation', on(day));
  maker.finish('environmental-assessment', on('2017-07-06'));
  return maker;
}
const eiaTask = (now: string, maker = atEiaReview()) =>
  orderProgress(calendar, maker.order(), on(now)).steps[2]?.tasks[1];

test('the promised and the statutory limit of a task are late each by itself', () => {
  expect(eiaTask('2017-07-18')?.limits).toEqual({
    promised: { days: 7, unit: 'working-day', dueDay: '2017-07-17', isLate: true, isProvisional: false },
    statutory: { days: 30, unit: 'calendar-day', dueDay: '2017-08-07', isLate: false, isProvisional: false },
  });
  expect(eiaTask('2017-08-08')?.limits).toMatchObject({
    promised: { isLate: true },
    statutory: { isLate: true },
  });
});

test('a limit of a task that waits has no due day, and a closed task keeps the one it had', () => {
  expect(eiaTask('2017-06-30')?.limits.statutory).toMatchObject({ days: 30, dueDay: null, isLate: false });
  const done = atEiaReview();
  done.finish('environmental-assessment', on('2017-07-12'));
  expect(eiaTask('2018-01-02', done)?.limits).toMatchObject({
    promised: { dueDay: '2017-07-17', isLate: false },
    statutory: { dueDay: '2017-08-07', isLate: false },
  });
});

test('a plan stored before limits were kept has none by law', () => {
  const plan = aPlan('50');
  const steps = plan.steps.map((step) => ({
    ...step,
    tasks: step.tasks.map(({ statutory: _since, ...task }) => task),
  }));
  const task = eiaTask('2017-07-18', atEiaReview({ ...plan, steps }));
  expect(task?.limits).toMatchObject({ promised: { days: 7, isLate: true }, statutory: null });
});
