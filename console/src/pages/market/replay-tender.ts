import { drawTexts } from '@doudi/workflows/draw-texts';
import { rankBids } from '@doudi/workflows/rank-bids';
import type { components } from '../../../generated/contract.d.ts';

type Tender = components['schemas']['Tender'];
/** The rule counts hundredths, the market says points. */
const inPoints = (hundredths: number | null) => (hundredths === null ? null : hundredths / 100);

type Hash = (text: string) => Promise<string>;

/** What came out when a closed tender was ranked again from what is published of it, beside what the market says. */
export interface Replay {
  /** whether the seed is the one whose hash was published with the notice; of a random draw alone */
  readonly isSeedKept: boolean;
  readonly lines: readonly {
    readonly agencyNo: string;
    readonly rank: number | null;
    readonly lot: string;
    readonly agrees: boolean;
  }[];
  readonly agrees: boolean;
}

/** Ranks the bids again by the product's own rule, with lots drawn anew from the seed and all nonces; bids with a flaw are drawn and do not count. */
export async function replayTender({ way, bids, seed, seedHash }: Tender, hash: Hash): Promise<Replay> {
  const texts = drawTexts(seed ?? '', bids);
  const drawn = await Promise.all(
    bids.map(async (bid) => ({ ...bid, drawnLot: await hash(texts.get(bid.agencyNo) ?? '') })),
  );
  const counting = drawn
    .filter(({ flaw }) => flaw === null)
    .map(({ agencyNo, priceYuan, days, stars, receivedAt, drawnLot }) => ({
      ...{ agencyNo, priceYuan, days, stars, receivedAt: Date.parse(receivedAt), lot: drawnLot },
    }));
  const ranked = new Map(rankBids(way, counting).map((bid) => [bid.agencyNo, bid]));
  const isSeedKept = seed !== null && (await hash(seed)) === seedHash;
  const lines = drawn.map(({ agencyNo, rank, points, lot, drawnLot }) => {
    const again = ranked.get(agencyNo);
    const isSame =
      (again?.rank ?? null) === rank && inPoints(again?.points ?? null) === points && lot === drawnLot;
    return { agencyNo, rank: again?.rank ?? null, lot: drawnLot, agrees: isSame };
  });
  return { isSeedKept, lines, agrees: isSeedKept && lines.every(({ agrees }) => agrees) };
}
