import type { Queryable } from '@doudi/infra/database';
import { fewestBidders, type Instant, rankBids } from '@doudi/workflows';
import { z } from 'zod';
import { listAgenciesByNo } from './agencies.ts';
import type { BidVault } from './bid-vault.ts';
import { insertOpenedBids, listOpenedBids, listSealedBids, type OpenedBidRow } from './bids.ts';
import type { CommissionRow } from './commissions.ts';
import { drawLots } from './draw.ts';
import { listEngagements } from './engagements.ts';
import { whoIsHired } from './may-be-hired.ts';
import type { Act, Terms } from './move-commission.ts';
import { findTender, markTenderEnded, tenderOf, type TenderRow } from './tenders.ts';

const SealedBid = z.strictObject({ priceYuan: z.number(), days: z.number(), nonce: z.string() });
/** What is sealed of a bid. */
export type SealedBid = z.output<typeof SealedBid>;

/** The end of a tender: its bids are opened, ranked by the published formula and shown, or with too few of them stay sealed. Throws when they cannot be opened. */
export async function closing(
  db: Queryable,
  commission: CommissionRow,
  vault: BidVault,
): Promise<Omit<Act, 'by'>> {
  const tender = await findTender(db, commission.commissionNo);
  if (!tender) throw new Error(`${commission.commissionNo} is out to tender without a tender`);
  const { seed, bids } = await openedBids(db, { commission, tender, vault });
  const bidders = bids.filter(({ rank }) => rank !== null).length;
  const isFailed = bidders < fewestBidders;
  const ended = (at: Instant) =>
    ({ outcome: isFailed ? 'failed' : 'ranked', seed: isFailed ? null : seed, at }) as const;
  return {
    kind: 'close',
    bidders,
    alongside: async () => {
      if (!isFailed) await insertOpenedBids(db, tender, bids);
      await markTenderEnded(db, tender, ended(tender.closesAt));
    },
  };
}

interface Closing {
  readonly commission: CommissionRow;
  readonly tender: TenderRow;
  readonly vault: BidVault;
}

async function openedBids(db: Queryable, { commission, tender, vault }: Closing) {
  const place = (whose: string) => ({ tender: tenderOf(tender), whose });
  const seed = vault.open(tender, tender.sealedSeed, place('seed'));
  const opened = (await listSealedBids(db, tender)).map(({ agencyNo, sealed, receivedAt }) => {
    const bid = SealedBid.parse(JSON.parse(vault.open(tender, sealed, place(agencyNo))));
    return { ...bid, agencyNo, receivedAt };
  });
  const numbers = opened.map(({ agencyNo }) => agencyNo);
  const [lots, agencies] = [drawLots(seed, opened), await listAgenciesByNo(db, numbers)];
  const stars = new Map(agencies.map((agency) => [agency.agencyNo, agency.stars]));
  const hireable = await whoIsHired(db, numbers, { category: commission.category, at: tender.closesAt });
  const all = opened.map((bid) => ({
    ...bid,
    stars: stars.get(bid.agencyNo) ?? 1,
    lot: lots.get(bid.agencyNo) ?? '',
  }));
  const counting = all.filter(({ agencyNo }) => hireable.has(agencyNo));
  const flawed = all.filter(({ agencyNo }) => !hireable.has(agencyNo));
  const bids: OpenedBidRow[] = [
    ...rankBids(tender.way, counting).map((bid) => ({ ...bid, flaw: null })),
    ...flawed.map((bid) => ({ ...bid, points: null, rank: null, flaw: 'not-hireable' as const })),
  ];
  return { seed, bids };
}

interface Successor {
  readonly agencyNo: string;
  readonly terms: Terms;
}

/** The best of a closed tender that may win now and was not engaged yet; undefined where there is none, or no ranking that counts. */
export async function nextRanked(
  db: Queryable,
  commission: CommissionRow,
  at: Instant,
): Promise<Successor | undefined> {
  const { commissionNo, round, category } = commission;
  const tender = await findTender(db, commissionNo);
  if (tender?.outcome !== 'ranked') return undefined;
  const engagements = (await listEngagements(db, [commissionNo])).filter((one) => one.round >= tender.round);
  // an agency that was engaged directly afterwards has no ranking behind it
  if (engagements.some((one) => one.round === round && one.way === 'direct')) return undefined;
  const tried = new Set(engagements.map(({ agencyNo }) => agencyNo));
  const ranked = (await listOpenedBids(db, tender)).filter(
    (bid) => bid.rank !== null && !tried.has(bid.agencyNo),
  );
  const numbers = ranked.map(({ agencyNo }) => agencyNo);
  const hireable = await whoIsHired(db, numbers, { category, at });
  const best = ranked.find(({ agencyNo }) => hireable.has(agencyNo));
  if (!best) return undefined;
  const { agencyNo, priceYuan, days } = best;
  return { agencyNo, terms: { way: tender.way, priceYuan, days } };
}

/** What an act says of the one that takes the place of an agency. */
export const inPlace = (successor: Successor | undefined): Pick<Act, 'next' | 'terms'> =>
  successor ? { next: successor.agencyNo, terms: successor.terms } : {};
