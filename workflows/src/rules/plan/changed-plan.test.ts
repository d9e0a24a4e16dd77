import fc from 'fast-check';
import type { Carried } from '../../domain/carried.ts';
import type { Plan } from '../../domain/plan.ts';
import { aPlan, on, orderMaker } from '@doudi/testing/clock/order-maker';
import { anyTrackPlan, calendar } from '@doudi/testing/clock/random-orders';
import { orderClock } from '../order-clock/order-clock.ts';
import { type ChangeableOrder, type Changed, changedPlan } from './changed-plan.ts';

const standing = (plan: Plan, more: Partial<ChangeableOrder> = {}): ChangeableOrder => ({
  ...{ plan, carried: null, isInitiationOver: false, ending: null },
  ...more,
});
const made = (order: ChangeableOrder, next: Plan): Changed => {
  const changed = changedPlan(order, next);
  if ('refused' in changed) throw new Error(changed.refused);
  return changed;
};
const budgetsOf = ({ steps }: Plan) =>
  Object.fromEntries(steps.flatMap(({ tasks }) => tasks.map(({ code, budget }) => [code, budget])));

test('the open step keeps its budgets; all other steps and the order take those of the new track', () => {
  const { plan } = made(standing(aPlan('30', 13)), aPlan('50'));
  expect([plan.track, plan.budget]).toEqual(['50', 50]);
  expect(budgetsOf(plan)).toEqual({ ...budgetsOf(aPlan('50')), record: 1, 'order-meeting': 0 });
});

test.each([
  ['the track it has', standing(aPlan('50')), aPlan('50'), 'track-unchanged'],
  ['the days it has', standing(aPlan('30', 20)), aPlan('30', 20), 'track-unchanged'],
  ['a change after the initiation', standing(aPlan('50'), { isInitiationOver: true }), aPlan('80'), 'initiation-over'],
  ['a change of what ends', standing(aPlan('50'), { ending: { outcome: 'withdrawn', at: 7 } }), aPlan('80'), 'order-closed'],
  ['days its track cannot have', standing(aPlan('50')), { ...aPlan('30'), budget: 12 }, 'days-out-of-range'],
  ['steps that the order does not have', standing(aPlan('50')), { ...aPlan('80'), steps: aPlan('80').steps.slice(1) }, 'other-steps'],
] as const)('refuses %s', (_, order, next, refused) => {
  expect(changedPlan(order, next)).toMatchObject({ refused });
}); // prettier-ignore

test('on the same track the days of an order on demand can change', () => {
  expect(made(standing(aPlan('30', 20)), aPlan('30', 15)).plan.budget).toBe(15);
});

test('results of an earlier order stay on their own track; on another only those of the open step', () => {
  const buckets = { GOV: 3, AGENCY: 0, OWNER: 0, EXCLUDED: 0 };
  const carried: Carried = { orderNo: 'O201701040001', buckets, results: ['record', 'scheme-review'] };
  const order = standing(aPlan('30', 20), { carried });
  expect(made(order, aPlan('30', 15)).carried).toEqual(carried);
  expect(made(order, aPlan('50')).carried).toEqual({ ...carried, results: ['record'] });
});

test('a changed order counts as one opened with the changed plan and worked on at the same instants', () => {
  const instants = fc.array(fc.nat(20 * 86_400_000), { minLength: 1, maxLength: 14 });
  const receivedAt = on('2017-06-16');
  fc.assert(
    fc.property(
      anyTrackPlan,
      anyTrackPlan,
      instants,
      fc.nat(400 * 86_400_000),
      (first, next, gaps, later) => {
        fc.pre(first.track !== next.track || first.budget !== next.budget);
        const { plan } = made(standing(first), next);
        const [changed, opened] = [orderMaker(first, receivedAt), orderMaker(plan, receivedAt)];
        let at = receivedAt;
        for (const [i, gap] of gaps.entries()) {
          if (i === 1) changed.changeTrack(next);
          at += gap;
          for (const maker of [changed, opened]) maker.finish(maker.openSteps()[0] ?? 'planning', at);
        }
        fc.pre(gaps.length > 1);
        expect(changed.order()).toEqual(opened.order());
        const now = receivedAt + later;
        expect(orderClock(calendar, changed.order(), now)).toEqual(orderClock(calendar, opened.order(), now));
      },
    ),
    { numRuns: 500 },
  );
});
