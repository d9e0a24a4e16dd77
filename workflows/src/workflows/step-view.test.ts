import fc from 'fast-check';
import { anyStepMoment, calendar, fewerRuns } from '@doudi/testing/clock/random-orders';
import type { Instant } from '../domain/instant.ts';
import { nextMarkOf } from '../rules/lights-and-forecast/step-marks.ts';
import { stepAsOf } from '../rules/state-machines/as-of.ts';
import { lateTaskRow, standing } from './step-view.ts';

const anyPauseMs = fc.integer({ min: 1, max: 60 * 86_400_000 });

test('what administrators are shown of a step stays true until its next event or mark', () => {
  fc.assert(
    fc.property(anyStepMoment, anyPauseMs, ({ step, now }, pauseMs) => {
      const known = stepAsOf(step, now);
      const until = (mark: { at: Instant } | null) => Math.min(now + pauseMs, (mark?.at ?? Infinity) - 1);
      const first = until(nextMarkOf(1, calendar, known, now));
      expect(standing(calendar, known, first)).toEqual(standing(calendar, known, now));
      const second = until(nextMarkOf(2, calendar, known, now));
      expect(lateTaskRow(calendar, known, second)).toEqual(lateTaskRow(calendar, known, now));
    }),
    fewerRuns,
  );
});
