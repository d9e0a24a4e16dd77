import fc from 'fast-check';
import { anyCounted, type Counted } from '@doudi/testing/clock/random-calendars';
import { anyMoment, anyStepMoment, fewerRuns } from '@doudi/testing/clock/random-orders';
import {
  oracleClock,
  oracleStepLight,
  placeOf,
  type Table,
  type TableDay,
} from '@doudi/testing/clock/oracle';
import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket } from '../../domain/ledger.ts';
import type { PlannedTask } from '../../domain/plan.ts';
import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import type { Step, Task } from '../../domain/step.ts';
import { stepAsOf } from '../state-machines/as-of.ts';
import { openStep } from '../state-machines/step-progress.ts';
import { orderProgress } from './order-progress.ts';
import { stepMarks } from './step-marks.ts';
import { lateTaskOf, nextTaskMark, taskLateMarks, taskOverrunMarks } from './task-lateness.ts';

const causesOf = (...[of, step, now]: [Calendar, Step, Instant]) => stepMarks(2, of, step, now).causes;

const at = (local: string) => Date.parse(`${local}+08:00`);
const fridayMorning = at('2017-06-16T10:00:00');
const manyDaysLater = at('2017-12-29T10:00:00');

/** A step whose first task has this budget, and a second so many days that the step is not red before. */
function aStep(budget: number, openedAt = fridayMorning): Step {
  const tasks: PlannedTask[] = [
    { code: 'planning-conditions', kind: 'review', department: 'NRP', budget },
    { code: 'scheme-review', kind: 'review', department: 'NRP', budget: 40 },
  ];
  return openStep({ code: 'planning', after: [], tasks }, openedAt);
}

const task = 'planning-conditions';

/** The step with its first task in another bucket from an instant on. */
const handed = (step: Step, local: string, bucket: Bucket): Step => ({
  ...step,
  ledger: [...step.ledger, { at: at(local), bucket, task, event: 2, because: 'supplement' }],
});

test.each([
  [5, '2017-06-23T17:00:00', '2017-06-28T17:00:00'],
  [2, '2017-06-20T17:00:00', '2017-06-22T17:00:00'],
  [1, '2017-06-19T17:00:00', '2017-06-20T17:00:00'],
  [0, '2017-06-16T17:00:00', '2017-06-19T17:00:00'],
])('a task of %i days that nobody touches is late at %s, and overrun at %s', (budget, lateAt, overrunAt) => {
  const step = aStep(budget);
  expect(taskLateMarks(calendar, step, manyDaysLater)).toEqual([{ task, at: at(lateAt) }]);
  expect(taskOverrunMarks(calendar, step, manyDaysLater)).toEqual([{ task, at: at(overrunAt) }]);
});

test('a task of five days that nobody touches escalates as its ninth day begins, before its step is red', () => {
  expect(causesOf(calendar, aStep(5), manyDaysLater)).toEqual([
    { cause: 'task-overrun', task, at: at('2017-06-28T17:00:00') },
    { cause: 'step-red', task: null, at: at('2017-08-18T17:00:00') },
  ]);
});

test('it is late from 17:00:00.000 of its day, not a minute earlier', () => {
  const [step, due] = [aStep(5), at('2017-06-23T17:00:00')];
  expect(lateTaskOf(calendar, step, due - 60_000)).toBeNull();
  expect(lateTaskOf(calendar, step, due - 1)).toBeNull();
  expect(lateTaskOf(calendar, step, due)).toEqual({ task, at: due });
  expect(lateTaskOf(calendar, step, due + 60_000)).toEqual({ task, at: due });
});

test.each([
  ['a minute before 17:00', '2017-06-16T16:59:00', '2017-06-23T17:00:00'],
  ['a minute after 17:00 of a Friday', '2017-06-16T17:01:00', '2017-06-26T17:00:00'],
  ['as a Saturday begins', '2017-06-17T00:00:00', '2017-06-26T17:00:00'],
  ['as a Monday begins', '2017-06-19T00:00:00', '2017-06-26T17:00:00'],
  // 2017-05-27 was a Saturday at work before the Dragon Boat Festival of 28 to 30 May
  ['on a Monday whose Saturday is worked', '2017-05-22T10:00:00', '2017-05-27T17:00:00'],
])('five days of what opens %s end at 17:00 of the fifth working day after', (_when, opens, lateAt) => {
  const step = aStep(5, at(opens));
  expect(taskLateMarks(calendar, step, manyDaysLater)).toEqual([{ task, at: at(lateAt) }]);
});

test('days that are paused count neither for the lateness nor beyond it', () => {
  const asked = handed(aStep(5), '2017-06-21T10:00:00', 'OWNER');
  expect(nextTaskMark(calendar, asked, at('2017-06-21T10:00:00'))).toBeNull();
  expect(taskLateMarks(calendar, asked, manyDaysLater)).toEqual([]);
  // three days were used, two are left from the day after the papers came
  const supplied = handed(asked, '2017-07-03T10:00:00', 'GOV');
  expect(taskLateMarks(calendar, supplied, manyDaysLater)).toEqual([{ task, at: at('2017-07-05T17:00:00') }]);
  expect(taskOverrunMarks(calendar, supplied, manyDaysLater)).toEqual([
    { task, at: at('2017-07-10T17:00:00') },
  ]);
});

test('a late task that is paused stays late, but is not overrun while it is', () => {
  const paused = handed(aStep(5), '2017-06-26T10:00:00', 'EXCLUDED');
  expect(lateTaskOf(calendar, paused, manyDaysLater)).toEqual({ task, at: at('2017-06-23T17:00:00') });
  expect(causesOf(calendar, paused, manyDaysLater)).toEqual([]);
});

test('a task that was done in time is never late, one that was done later was', () => {
  const done = (closedAt: Instant): Step => {
    const [first, ...rest] = aStep(5).tasks;
    return { ...aStep(5), tasks: [{ ...(first as Task), state: 'done', closedAt }, ...rest] };
  };
  const inTime = done(at('2017-06-23T16:59:59.999'));
  expect(taskLateMarks(calendar, inTime, manyDaysLater)).toEqual([]);
  const late = done(at('2017-06-23T17:00:00'));
  expect(taskLateMarks(calendar, late, manyDaysLater)).toHaveLength(1);
  expect(taskLateMarks(calendar, late, at('2017-06-23T16:59:00'))).toEqual([]);
  expect(lateTaskOf(calendar, late, manyDaysLater)).toBeNull();
});

const overrunOf = (budget: number) => (budget < 1 ? 1 : budget > 3 ? 3 : budget);

interface Scan {
  readonly step: Step;
  readonly table: Table;
}

/** When a task was first late while it was open: its clock is asked as each day ends, one after the other. */
function firstLate({ step, table }: Scan, { code, openedAt, closedAt, budget }: Task, through: Instant) {
  if (openedAt === null) return null;
  const changes = step.ledger.filter((line) => line.task === code);
  const last = Math.min(through, closedAt ?? through);
  for (let place = placeOf(openedAt, table); ; place++) {
    const { ends } = table[place] as TableDay;
    if (ends > last) return null;
    if (oracleClock({ openedAt, closedAt, budget, changes }, ends, table).isLate) return ends;
  }
}

/** The marks of all tasks that had opened by then. */
const scanned = (scan: Scan, through: Instant, more: (budget: number) => number) =>
  scan.step.tasks.flatMap((task) => {
    const at = firstLate(scan, { ...task, budget: task.budget + more(task.budget) }, through);
    return at === null ? [] : [{ task: task.code, at }];
  });

/** When the step was first red: asked as each day ends. */
function firstRed({ step, table }: Scan, through: Instant): Instant | null {
  for (let place = placeOf(step.openedAt, table); ; place++) {
    const { ends } = table[place] as TableDay;
    if (ends > through) return null;
    if (oracleStepLight(step, ends, table) === 'RED') return ends;
  }
}

function compare(scan: Scan, now: Instant, { calendar }: Counted): readonly string[] {
  const { step } = scan;
  const overruns = scanned(scan, now, overrunOf);
  expect(taskLateMarks(calendar, step, now)).toEqual(scanned(scan, now, () => 0));
  expect(taskOverrunMarks(calendar, step, now)).toEqual(overruns);
  const red = firstRed(scan, now);
  const causes = [
    ...overruns.map((mark) => ({ cause: 'task-overrun', ...mark })),
    ...(red === null ? [] : [{ cause: 'step-red', task: null, at: red }]),
  ].toSorted((a, b) => a.at - b.at);
  expect(causesOf(calendar, step, now)).toEqual(causes);
  return causes.map(({ cause }) => cause);
}

test('tasks are late, overrun and escalate when a scan day by day first finds them so, at any instant by any calendar', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyStepMoment, anyCounted, ({ step, now }, counted) => {
      for (const cause of compare({ step, table: counted.table }, now, counted)) seen.add(cause);
    }),
    fewerRuns,
  );
  expect([...seen].sort()).toEqual(['step-red', 'task-overrun']);
});

/** The step as it was known then: nothing that came later. */
const knownAt = (step: Step, now: Instant): Step => ({
  ...step,
  closedAt: step.closedAt !== null && step.closedAt <= now ? step.closedAt : null,
  ledger: step.ledger.filter((line) => line.at <= now),
  tasks: step.tasks.map((task) => ({
    ...task,
    openedAt: task.openedAt !== null && task.openedAt <= now ? task.openedAt : null,
    closedAt: task.closedAt !== null && task.closedAt <= now ? task.closedAt : null,
  })),
});

test('the next mark is the first that the scan finds later, if nothing else happens', () => {
  const seen = new Set<string | undefined>();
  fc.assert(
    fc.property(anyStepMoment, anyCounted, ({ step: whole, now }, { calendar, table }) => {
      const scan = { step: knownAt(whole, now), table };
      const inWeeks = now + 80 * 86_400_000;
      const later = (more: (budget: number) => number) =>
        scanned(scan, inWeeks, more).find(({ at }) => at > now)?.at;
      const [late, overrun] = [later(() => 0), later(overrunOf)];
      const expected =
        late !== undefined
          ? { at: late, what: 'task-late' }
          : overrun && { at: overrun, what: 'task-overrun' };
      const mark = nextTaskMark(calendar, whole, now);
      if (expected || (mark && mark.at <= inWeeks)) expect(mark).toEqual(expected);
      seen.add(mark?.what);
    }),
    fewerRuns,
  );
  expect(seen).toEqual(new Set([undefined, 'task-late', 'task-overrun']));
});

test('the progress of an order names the open tasks that are late, and of each late task since when', () => {
  fc.assert(
    fc.property(anyMoment, anyCounted, ({ order, now: asked }, { calendar }) => {
      const now = Math.max(asked, order.receivedAt);
      const { steps, lateTasks } = orderProgress(calendar, order, now);
      const opened = order.steps.filter((step) => step.openedAt <= now).map((step) => stepAsOf(step, now));
      const late = opened.flatMap((step) => {
        const mark = lateTaskOf(calendar, step, now);
        return mark ? [{ step: step.code, task: mark.task, since: mark.at }] : [];
      });
      expect(new Set(lateTasks)).toEqual(new Set(late));
      const since = steps.flatMap(({ tasks }) => tasks).filter(({ lateSince }) => lateSince !== null);
      expect(new Map(since.map(({ code, lateSince }) => [code, lateSince]))).toEqual(
        new Map(
          opened.flatMap((step) => taskLateMarks(calendar, step, now)).map((mark) => [mark.task, mark.at]),
        ),
      );
    }),
    fewerRuns,
  );
});
