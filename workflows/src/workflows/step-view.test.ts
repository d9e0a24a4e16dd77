import fc from 'fast-check';
import { anyStepMoment, calendar, fewerRuns } from '@doudi/testing/clock/random-orders';
import { nextStepMark } from '../rules/lights-and-forecast/step-light.ts';
import { stepAsOf } from '../rules/state-machines/as-of.ts';
import { standing } from './step-view.ts';

const anyPauseMs = fc.integer({ min: 1, max: 60 * 86_400_000 });

test('what administrators are shown of a step stays true until its next event or mark', () => {
  fc.assert(
    fc.property(anyStepMoment, anyPauseMs, ({ step, now }, pauseMs) => {
      const known = stepAsOf(step, now);
      const mark = nextStepMark(calendar, known, now)?.at ?? Infinity;
      const then = Math.min(now + pauseMs, mark - 1);
      expect(standing(calendar, known, then)).toEqual(standing(calendar, known, now));
    }),
    fewerRuns,
  );
});
