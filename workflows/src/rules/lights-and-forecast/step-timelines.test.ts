import fc from 'fast-check';
import { anyCounted } from '@doudi/testing/clock/random-calendars';
import { anyMoment, fewerRuns } from '@doudi/testing/clock/random-orders';
import { planFor } from '../plan/plan-for.ts';
import { shippedCalendar } from '../../domain/shipped-calendar.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Order } from '../../domain/step.ts';
import { stepClock } from '../step-clock/clock.ts';
import { forecast } from './forecast.ts';
import { stepTimelines } from './step-timelines.ts';

test('the days of a step on its timeline are those of its clock, and the last to finish is the forecast', () => {
  fc.assert(
    fc.property(anyMoment, anyCounted, ({ order, now }, { calendar }) => {
      const timelines = stepTimelines(calendar, order, now);
      for (const step of order.steps) compareStep(step.code);
      if (order.closedAt === null || order.closedAt > now)
        expect(
          timelines
            .map(({ expected }) => expected?.to ?? '')
            .sort()
            .at(-1),
        ).toBe(forecast(calendar, order, now).day);

      function compareStep(code: string) {
        const step = order.steps.find((one) => one.code === code);
        const drawn = timelines.find((one) => one.code === code);
        if (!step || step.openedAt > now) return;
        const { buckets } = stepClock(calendar, step, now);
        const counted = { GOV: 0, AGENCY: 0, OWNER: 0, EXCLUDED: 0 };
        for (const { bucket, chargedDays } of drawn?.spans ?? []) counted[bucket] += chargedDays;
        expect(counted).toEqual(buckets);
      }
    }),
    fewerRuns,
  );
});

test('the plan of track 50 lies as the golden table of the working days says', () => {
  const receivedAt = Date.parse('2017-06-16T10:00:00+08:00');
  const planned50 = planFor('50');
  if (isRefusal(planned50)) throw new Error('track 50 has a plan');
  const order: Order = { receivedAt, closedAt: null, plan: planned50.steps, budget: 50, steps: [] };
  const planned = stepTimelines(shippedCalendar, order, receivedAt).map(({ code, planned }) => [
    code,
    planned,
  ]);
  expect(Object.fromEntries(planned)).toEqual({
    // 2 days from 16 June 2017, a Friday; 18 of planning, 19 of the side branch, 25 of fire safety, 5 of the permit
    'project-initiation': { from: '2017-06-19', to: '2017-06-20' },
    planning: { from: '2017-06-21', to: '2017-07-14' },
    'environmental-assessment': { from: '2017-06-21', to: '2017-07-17' },
    'fire-safety': { from: '2017-07-17', to: '2017-08-18' },
    'construction-permit': { from: '2017-08-21', to: '2017-08-25' },
  });
});
