import { shippedCalendar } from '../../domain/shipped-calendar.ts';
import { appealEndsAt, refusalOfAppeal, refusalToDecide } from './appeals.ts';
import { overrunAt, promisedDay } from './overrun.ts';

const instant = (text: string) => Date.parse(`${text}+08:00`);
const recordedAt = instant('2026-03-02T10:00:00'); // a Monday

test('an appeal is taken until 17:00 of the fifth working day after its day 0, and not at 17:00', () => {
  const ends = instant('2026-03-09T17:00:00');
  const refusal = (now: number) => refusalOfAppeal(shippedCalendar, { recordedAt, appeal: null }, now);
  expect(appealEndsAt(shippedCalendar, recordedAt)).toBe(ends);
  expect(refusal(ends - 1)).toBeUndefined();
  expect(refusal(ends)).toEqual({ refused: 'appeal-over' });
});

test('day 0 of what is recorded at 17:00 is the next working day', () =>
  expect(appealEndsAt(shippedCalendar, instant('2026-03-02T17:00:00'))).toBe(instant('2026-03-10T17:00:00')));

test.each(['pending', 'upheld', 'rejected'] as const)(
  'a deduction whose appeal is %s takes no second',
  (appeal) =>
    expect(refusalOfAppeal(shippedCalendar, { recordedAt, appeal }, recordedAt)).toEqual({
      refused: 'appealed-already',
    }),
);

test('an appeal is decided once, and not by who recorded the deduction', () => {
  expect(refusalToDecide({ decision: null, recordedBy: 'p-one' }, 'p-two')).toBeUndefined();
  expect(refusalToDecide({ decision: null, recordedBy: null }, 'p-two')).toBeUndefined();
  expect(refusalToDecide({ decision: null, recordedBy: 'p-one' }, 'p-one')).toEqual({
    refused: 'same-person',
  });
  expect(refusalToDecide({ decision: 'rejected', recordedBy: 'p-one' }, 'p-two')).toMatchObject({
    refused: 'appeal-decided',
  });
});

describe('work of a contract of two days, signed on Monday 2 March', () => {
  const work = { begunAt: recordedAt, daysLeft: 2 };

  test('is promised for Wednesday, and an overrun from the end of the tenth working day after it', () => {
    expect(promisedDay(shippedCalendar, work)).toBe('2026-03-04');
    expect(overrunAt(shippedCalendar, work)).toBe(instant('2026-03-18T17:00:00'));
  });

  test('that goes on again when it is over for longer is an overrun at once', () =>
    expect(overrunAt(shippedCalendar, { ...work, daysLeft: -11 })).toBe(recordedAt));

  test('that goes on again on the tenth day late is one at the end of that day', () =>
    expect(overrunAt(shippedCalendar, { ...work, daysLeft: -10 })).toBe(instant('2026-03-02T17:00:00')));
});
