import fc from 'fast-check';
import { waysOfChoosing } from '../../domain/commission.ts';
import { type Bid, rankBids } from './rank-bids.ts';

const bid = (agencyNo: string, given: Partial<Bid> = {}): Bid => ({
  ...{ agencyNo, priceYuan: 100, days: 10, stars: 5, receivedAt: 0, lot: agencyNo },
  ...given,
});
const order = (bids: readonly { readonly agencyNo: string }[]) => bids.map(({ agencyNo }) => agencyNo);

test('the lowest price wins, of equals the one that promises fewer days, then the earlier, then the lower number', () => {
  const bids = [
    bid('A5', { priceYuan: 90.01 }),
    bid('A4', { priceYuan: 90, days: 9, receivedAt: 2 }),
    bid('A3', { priceYuan: 90, days: 9, receivedAt: 1 }),
    bid('A2', { priceYuan: 90, days: 8, receivedAt: 9 }),
    bid('A1', { priceYuan: 90, days: 9, receivedAt: 2 }),
  ];
  expect(order(rankBids('lowest-price', bids))).toEqual(['A2', 'A3', 'A1', 'A4', 'A5']);
});

test('a comparison gives 40 points for the price, 30 for the days and 30 for the stars', () => {
  const ranked = rankBids('comparison', [
    bid('A1', { priceYuan: 120_000, days: 15, stars: 5 }),
    bid('A2', { priceYuan: 90_000, days: 20, stars: 3 }),
    bid('A3', { priceYuan: 100_000, days: 12, stars: 4 }),
  ]);
  // A3: 40 × 90/100 + 30 × 12/12 + 30 × 4/5; A1: 40 × 90/120 + 30 × 12/15 + 30; A2: 40 + 30 × 12/20 + 30 × 3/5
  expect(ranked.map(({ agencyNo, points, rank }) => [agencyNo, points, rank])).toEqual([
    ['A3', 9_000, 1],
    ['A1', 8_400, 2],
    ['A2', 7_600, 3],
  ]);
});

test('a draw ranks by lot alone', () => {
  const bids = [bid('A1', { lot: 'ff', priceYuan: 1 }), bid('A2', { lot: '0a' }), bid('A3', { lot: '10' })];
  expect(order(rankBids('random', bids))).toEqual(['A2', 'A3', 'A1']);
});

test('the ranking does not depend on the order in which bids are read, and no bid is better than the one before it', () => {
  const anyBid = fc.record({
    agencyNo: fc.integer({ min: 1, max: 40 }).map((no) => `A${String(no).padStart(3, '0')}`),
    priceYuan: fc.integer({ min: 1, max: 400 }).map((cents) => cents / 100),
    days: fc.integer({ min: 1, max: 4 }),
    stars: fc.integer({ min: 1, max: 5 }),
    receivedAt: fc.integer({ min: 0, max: 3 }),
    lot: fc.constantFrom('00', '7f', 'ff'),
  });
  const bidsOfTender = fc.uniqueArray(anyBid, { selector: ({ agencyNo }) => agencyNo, maxLength: 12 });
  const way = fc.constantFrom(...waysOfChoosing.filter((one) => one !== 'direct'));
  fc.assert(
    fc.property(bidsOfTender, way, fc.integer(), (bids, chosen, turn) => {
      const ranked = rankBids(chosen, bids);
      const turned = [...bids].sort((a, b) => ((a.days * 31 + turn) % 7) - ((b.days * 17 + turn) % 5));
      expect(rankBids(chosen, turned)).toEqual(ranked);
      expect(ranked.map(({ rank }) => rank)).toEqual(bids.map((_, i) => i + 1));
      // the winner by counting, for each bid, how many beat it
      const beats = (a: Bid, b: Bid): boolean => {
        const best = (value: (one: Bid) => number) => Math.min(...bids.map(value));
        const points = (one: Bid) =>
          Math.round(
            (4_000 * Math.round(best(({ priceYuan }) => priceYuan) * 100)) / Math.round(one.priceYuan * 100),
          ) +
          Math.round((3_000 * best(({ days }) => days)) / one.days) +
          Math.round((3_000 * one.stars) / 5);
        const keys = (one: Bid): (number | string)[] => [
          chosen === 'comparison' ? -points(one) : chosen === 'random' ? one.lot : one.priceYuan,
          ...[one.priceYuan, one.days, one.receivedAt, one.agencyNo],
        ];
        const [mine, theirs] = [keys(a), keys(b)];
        const at = mine.findIndex((key, i) => key !== theirs[i]);
        return at >= 0 && mine[at]! < theirs[at]!;
      };
      ranked.forEach((one) => expect(bids.filter((other) => beats(other, one))).toHaveLength(one.rank - 1));
    }),
  );
});
