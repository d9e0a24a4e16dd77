import { tracks } from '../../domain/tracks-and-steps.ts';
import { aPlan } from '@doudi/testing/clock/order-maker';
import { trackOffer } from './track-offer.ts';

const minima = (track: '80' | '50' | '30') =>
  Object.fromEntries(
    trackOffer(track).steps.flatMap(({ tasks }) => tasks.map(({ code, min }) => [code, min])),
  );

test.each(tracks)('track %s is offered with the plan its orders get', (track) => {
  const { range: _, ...offered } = trackOffer(track);
  expect(offered).toMatchObject(aPlan(track));
});

test.each([
  ['80', 80, 80],
  ['50', 50, 50],
  ['30', 13, 30],
] as const)('orders on track %s take %i to %i working days', (track, least, most) => {
  expect(trackOffer(track).range).toMatchObject({ least, most });
});

test('on demand every task of the spine has its minimum, and the side branch keeps its budget', () => {
  expect(minima('30')).toEqual({
    record: 1, 'order-meeting': 0, 'scheme-review': 1, 'eia-review': 3,
    'construction-drawings': 5, 'drawing-review': 4, 'fire-review': 1, 'construction-permit': 1,
  }); // prettier-ignore
  expect(trackOffer('30').range.binding).toHaveLength(6);
});

test('where days cannot be named nothing binds, and no task is shorter than its budget', () => {
  const { range, steps } = trackOffer('50');
  expect([range.binding, range.whatHelps]).toEqual([[], []]);
  for (const { budget, min } of steps.flatMap(({ tasks }) => tasks)) expect(min).toBe(budget);
});
