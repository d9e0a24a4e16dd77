import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Step } from '../../domain/step.ts';
import { openStep } from '../state-machines/step-progress.ts';
import { markEvents, nextMarkOf, noMarks, stepMarks } from './step-marks.ts';

const at = (local: string) => Date.parse(`${local}+08:00`);
const openedAt = at('2017-06-16T10:00:00'); // a Friday
const commissioned: Step = openStep(
  {
    code: 'fire-safety',
    after: [],
    tasks: [
      { code: 'drawing-review', kind: 'commission', category: 'DRW', budget: 5 },
      { code: 'fire-review', kind: 'review', department: 'FRD', budget: 10 },
    ],
  },
  openedAt,
);

/** The agency at work from the opening, until an instant at which it has delivered. */
const working = (deliveredAt?: string): Step => ({
  ...commissioned,
  ledger: [
    { at: openedAt, bucket: 'AGENCY', task: 'drawing-review', event: 1, because: 'working' },
    ...(deliveredAt === undefined
      ? []
      : [
          {
            ...({ bucket: 'OWNER', task: 'drawing-review', event: 2, because: 'delivered' } as const),
            at: at(deliveredAt),
          },
        ]),
  ],
});
const later = at('2017-06-29T09:00:00');
const dueAt = at('2017-06-23T17:00:00');

test('a task that becomes late is an event of that instant, before the light that follows from it', () => {
  expect(markEvents(noMarks, stepMarks(2, calendar, working(), later))).toEqual([
    { kind: 'light', at: openedAt, detail: { light: 'GREEN' } },
    { kind: 'task-late', at: dueAt, detail: { task: 'drawing-review' } },
    { kind: 'light', at: dueAt, detail: { light: 'YELLOW' } },
  ]);
});

test('what is on record already is not recorded again', () => {
  const marks = stepMarks(2, calendar, working(), later);
  expect(markEvents(marks, stepMarks(2, calendar, working(), later + 3_600_000))).toEqual([]);
});

test('a delivery in time that is heard of late takes the lateness back, and with it the cause of a case', () => {
  const before = stepMarks(2, calendar, working(), later);
  const after = stepMarks(2, calendar, working('2017-06-23T16:59:00'), later);
  expect(before.causes).toEqual([
    { cause: 'task-overrun', task: 'drawing-review', at: at('2017-06-28T17:00:00') },
  ]);
  expect(after.causes).toEqual([]);
  expect(markEvents(before, after)).toEqual([
    { kind: 'task-late-undone', at: dueAt, detail: { task: 'drawing-review' } },
    { kind: 'light-undone', at: dueAt, detail: { light: 'YELLOW' } },
    { kind: 'light', at: at('2017-06-23T16:59:00'), detail: { light: 'PAUSED' } },
  ]);
});

test('a calendar with another day off moves the lateness by that day', () => {
  const amended = { ...calendar, version: 'amended', off: [...calendar.off, '2017-06-21' as Day].sort() };
  const events = markEvents(
    stepMarks(2, calendar, working(), later),
    stepMarks(2, amended, working(), later),
  );
  expect(events.filter(({ kind }) => kind.startsWith('task-late'))).toEqual([
    { kind: 'task-late-undone', at: dueAt, detail: { task: 'drawing-review' } },
    { kind: 'task-late', at: at('2017-06-26T17:00:00'), detail: { task: 'drawing-review' } },
  ]);
});

test('a step of the first rules has lights only, wakes for them only, and is escalated by its red light alone', () => {
  const muchLater = at('2017-08-01T09:00:00');
  const redAt = at('2017-07-07T17:00:00');
  const { lateTasks, causes } = stepMarks(1, calendar, working(), muchLater);
  expect(lateTasks).toEqual([]);
  expect(causes).toEqual([{ cause: 'step-red', task: null, at: redAt }]);
  expect(nextMarkOf(1, calendar, working(), dueAt)).toEqual({ at: redAt, what: 'RED' });
});

test('a step wakes when its open task is late, when it is overrun, and for its lights between', () => {
  const next = (after: number) => nextMarkOf(2, calendar, working(), after);
  expect(next(openedAt)).toEqual({ at: dueAt, what: 'YELLOW' });
  expect(next(dueAt)).toEqual({ at: at('2017-06-28T17:00:00'), what: 'task-overrun' });
  expect(next(at('2017-06-28T17:00:00'))).toEqual({ at: at('2017-07-07T17:00:00'), what: 'RED' });
});
