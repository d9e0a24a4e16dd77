import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pauseAfter } from './pause.ts';

const pauses = { firstMs: 5_000, longestMs: 3_600_000 };

test('a pause is half to all of one that doubles with every failure and ends at the longest', () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      let full = pauses.firstMs;
      for (let turn = 0; turn < failures && full < pauses.longestMs; turn += 1) full *= 2;
      full = Math.min(full, pauses.longestMs);
      const pause = pauseAfter(failures, pauses, random);
      expect(pause).toBeGreaterThanOrEqual(full / 2);
      expect(pause).toBeLessThanOrEqual(full);
      expect(pause).toBeCloseTo(full / 2 + (full / 2) * random, 3);
    }),
  );
});
