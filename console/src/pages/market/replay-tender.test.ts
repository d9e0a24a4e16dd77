import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { drawTexts } from '@doudi/workflows/draw-texts';
import { rankBids } from '@doudi/workflows/rank-bids';
import { replayTender } from './replay-tender.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const hash = (text: string) => Promise.resolve(sha256(text));
const seed = 'ab'.repeat(32);
const nonces = [
  { agencyNo: 'A016', nonce: '0f'.repeat(16) },
  { agencyNo: 'A017', nonce: '1e'.repeat(16) },
  { agencyNo: 'A019', nonce: '2d'.repeat(16) },
];
const receivedAt = '2017-07-20T10:00:00.000+08:00';

/** A tender as the market closes it. */
function closed(way: 'random' | 'comparison') {
  const texts = drawTexts(seed, nonces);
  const bids = nonces.map((bidder, i) => {
    const terms = { priceYuan: 100_000 - i * 1_000, days: 10 + i, stars: 3 + (i % 3) };
    return { ...bidder, ...terms, lot: sha256(texts.get(bidder.agencyNo) ?? ''), receivedAt, flaw: null };
  });
  const ranked = rankBids(
    way,
    bids.map((bid) => ({ ...bid, receivedAt: Date.parse(receivedAt) })),
  );
  const rankings = new Map(
    ranked.map(({ agencyNo, rank, points }) => [
      agencyNo,
      { rank, points: points === null ? null : points / 100 },
    ]),
  );
  return {
    ...{ commissionNo: 'C2017072000011234', round: 1, way, isUrgent: false, publishedAt: receivedAt },
    ...{
      closesAt: receivedAt,
      seedHash: sha256(seed),
      seed,
      outcome: 'ranked' as const,
      endedAt: receivedAt,
    },
    bids: bids.map((bid) => ({ ...bid, ...rankings.get(bid.agencyNo)! })),
    receipt: null,
  };
}

describe.each(['random', 'comparison'] as const)('a closed tender by %s', (way) => {
  test('agrees with itself when it is ranked again', async () => {
    const replay = await replayTender(closed(way), hash);
    expect(replay).toMatchObject({ agrees: true, isSeedKept: true });
  });

  test.each([
    ['another seed', { seed: 'cd'.repeat(32) }],
    ['another hash in the notice', { seedHash: sha256('other') }],
  ])('does not agree with %s', async (_what, changed) => {
    expect((await replayTender({ ...closed(way), ...changed }, hash)).agrees).toBe(false);
  });

  test('names the line that does not agree', async () => {
    const tender = closed(way);
    const bids = tender.bids.map((bid, i) => (i === 1 ? { ...bid, rank: 9 } : bid));
    const { lines } = await replayTender({ ...tender, bids }, hash);
    expect(lines.filter(({ agrees }) => !agrees).map(({ agencyNo }) => agencyNo)).toEqual(['A017']);
  });
});
