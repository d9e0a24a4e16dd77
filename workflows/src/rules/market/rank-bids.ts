import type { WayOfChoosing } from '../../domain/commission.ts';
import type { Instant } from '../../domain/instant.ts';

/** An opened bid of a tender. */
export interface Bid {
  readonly agencyNo: string;
  /** above 0, to the cent */
  readonly priceYuan: number;
  /** working days promised, 1 and up */
  readonly days: number;
  /** 1 to 5, of the agency as the tender closed */
  readonly stars: number;
  readonly receivedAt: Instant;
  /** in hexadecimal digits, of one length; by it a random draw ranks */
  readonly lot: string;
}

/** Points of a comparison at most (domain: price 40, time 30, stars 30). */
const comparisonPoints = { price: 40, days: 30, stars: 30 } as const;
const mostStars = 5;

/** Where a bid came, and why. */
export interface Ranking {
  /** from 1, without gaps */
  readonly rank: number;
  /** hundredths of a point, 0 to 10,000; null where the way knows no points */
  readonly points: number | null;
}

/**
 * The bids of a closed tender, the winner first. `lowest-price`: by price. `comparison`: by points, 40 × the lowest price / its own +
 * 30 × the fewest days / its own + 30 × stars / 5, each part rounded to a hundredth. `random`: by lot. Of equals the lower price is first,
 * then fewer days, then the earlier bid, then the lower number of the agency.
 */
export function rankBids<B extends Bid>(
  way: Exclude<WayOfChoosing, 'direct'>,
  bids: readonly B[],
): (B & Ranking)[] {
  const best = {
    priceYuan: Math.min(...bids.map(({ priceYuan }) => priceYuan)),
    days: Math.min(...bids.map(({ days }) => days)),
  };
  return bids
    .map((bid) => ({ ...bid, points: way === 'comparison' ? pointsOf(bid, best) : null }))
    .sort((a, b) => byWay[way](a, b) || ofEquals(a, b))
    .map((bid, i) => ({ ...bid, rank: i + 1 }));
}

type Scored = Bid & Pick<Ranking, 'points'>;

function pointsOf(bid: Bid, best: Pick<Bid, 'priceYuan' | 'days'>): number {
  // in cents, so that equal prices give equal points
  const [own, lowest] = [Math.round(bid.priceYuan * 100), Math.round(best.priceYuan * 100)];
  const { price, days, stars } = comparisonPoints;
  return [(price * lowest) / own, (days * best.days) / bid.days, (stars * bid.stars) / mostStars].reduce(
    (sum, part) => sum + Math.round(part * 100),
    0,
  );
}

const byPrice = (a: Scored, b: Scored) => a.priceYuan - b.priceYuan;
const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const byWay: Readonly<Record<Exclude<WayOfChoosing, 'direct'>, (a: Scored, b: Scored) => number>> = {
  'lowest-price': byPrice,
  comparison: (a, b) => (b.points ?? 0) - (a.points ?? 0),
  random: (a, b) => compared(a.lot, b.lot),
};

const ofEquals = (a: Scored, b: Scored): number =>
  byPrice(a, b) || a.days - b.days || a.receivedAt - b.receivedAt || compared(a.agencyNo, b.agencyNo);
