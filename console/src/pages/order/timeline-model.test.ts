import { describe, expect, test } from '@jest/globals';
import { axisOf, offDaysOf, ticksOf } from './timeline-model.ts';

const name = { zh: '国庆节', en: 'National Day' };
const day = (
  text: string,
  kind: 'weekday' | 'weekend' | 'holiday' | 'make-up-day' = 'weekday',
  named = false,
) => ({
  ...{ day: text, kind, provisional: false },
  name: named ? name : null,
});
// the end of September 2017: a make-up Saturday before eight days off
const days = [
  day('2017-09-29'),
  day('2017-09-30', 'make-up-day', true),
  day('2017-10-01', 'holiday', true),
  day('2017-10-02', 'holiday', true),
  day('2017-10-03'),
];

describe('the axis of days', () => {
  const axis = axisOf({ days }, { left: 100, width: 600 });

  test('every calendar day is as wide as the other, days off among them', () => {
    expect(days.map((one) => axis.at(one.day))).toEqual([100, 200, 300, 400, 500]);
  });

  test('a day that is not drawn lies at the nearer end', () => {
    expect([axis.at('2017-09-01'), axis.at('2018-01-01')]).toEqual([100, 500]);
  });

  test('an extent reaches to the end of its last day', () => {
    expect(axis.extent('2017-09-30', '2017-10-01')).toEqual({ x: 200, width: 200 });
  });

  test('days off that lie together are one, a make-up day is none', () => {
    expect(offDaysOf({ days })).toEqual([{ from: '2017-10-01', to: '2017-10-02', isHoliday: true, name }]);
  });

  test('a month of which two days are drawn does not write over the next', () => {
    expect(ticksOf({ days }).months).toEqual(['2017-10-01']);
  });
});
