import fc from 'fast-check';
import type { PlayedStep } from '@doudi/testing/clock/played-acts';
import { actRuns, anyActs } from '@doudi/testing/clock/random-acts';
import { anyCounted } from '@doudi/testing/clock/random-calendars';
import { playActs } from '@doudi/testing/clock/tried-acts';
import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/step.ts';
import { openStep, stepProgress } from '../state-machines/step-progress.ts';
import { holdThrough } from './lights-read.ts';
import { noMarks, stepMarks } from './step-marks.ts';

const dayMs = 86_400_000;

/** The step after its opening and after each of its events, and the instant of each. */
function* states({ planned, openedAt, all }: PlayedStep): Generator<{ at: Instant; step: Step }> {
  let step = openStep(planned, openedAt);
  yield { at: openedAt, step };
  for (const event of all) {
    const next = stepProgress(step, event);
    if (isRefusal(next)) throw new Error('what was accepted once is accepted again');
    step = next;
    yield { at: event.at, step };
  }
}

/** How often lights were gone on with from where they had been read to, and from before that. */
const seen = { on: 0, back: 0 };

/** Reads a step after each event some time later, the next event may be of an instant before that. */
function comparePath(calendar: Calendar, played: PlayedStep, waits: readonly number[]): void {
  let marks = noMarks;
  [...states(played)].forEach(({ at, step }, turn) => {
    const now = at + (waits[turn % waits.length] ?? 0);
    if (marks.read) seen[holdThrough(marks.read, calendar, step) < marks.read.now ? 'back' : 'on'] += 1;
    marks = stepMarks(2, calendar, step, now, marks);
    const { read: _, ...anew } = stepMarks(2, calendar, step, now);
    expect(marks).toMatchObject(anew);
  });
}

test('lights that are gone on with after each event are those that are read from the opening', () => {
  const anyWaits = fc.array(fc.integer({ min: 0, max: 12 * dayMs }), { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(anyActs, anyCounted, anyWaits, (drawn, { calendar }, waits) => {
      const { acted } = playActs(calendar, drawn, () => undefined);
      for (const played of acted.played()) comparePath(calendar, played, waits);
    }),
    actRuns,
  );
  expect(Math.min(seen.on, seen.back)).toBeGreaterThan(100);
});

test('another calendar has them read anew', () => {
  fc.assert(
    fc.property(anyActs, anyCounted, anyCounted, (drawn, { calendar }, { calendar: other }) => {
      const { acted, now } = playActs(calendar, drawn, () => undefined);
      for (const { step } of acted.played()) {
        const { read: _, ...anew } = stepMarks(2, other, step, now);
        expect(stepMarks(2, other, step, now, stepMarks(2, calendar, step, now))).toMatchObject(anew);
      }
    }),
    actRuns,
  );
});
