import { type Answer, type Call, IsoInstant, notFound } from '@doudi/infra/http';
import { shanghaiIso, shanghaiIsoOrNull } from '@doudi/workflows';
import { z } from 'zod';
import { bidFlaws, findReceipt, listOpenedBids, type OpenedBidRow } from './bids.ts';
import type { OfCommission } from './commission-no.ts';
import { getCommission } from './commissions.ts';
import { visibleTo } from './sides.ts';
import { findTender, tenderOutcomes, type TenderRow, tenderWays } from './tenders.ts';
import { things } from './words.ts';

const OpenedBidAnswer = z
  .strictObject({
    rank: z.int().min(1).nullable(),
    agencyNo: z.string(),
    priceYuan: z.number(),
    days: z.int().min(1),
    stars: z.int().min(1).max(5),
    /** of a comparison, 0 to 100 to the hundredth */
    points: z.number().nullable(),
    nonce: z.string(),
    /** of a random draw: SHA-256 of `<seed> <agencyNo> <entries>`; the lowest wins */
    lot: z.string(),
    /** why it does not count */
    flaw: z.enum(bidFlaws).nullable(),
    receivedAt: IsoInstant,
  })
  .meta({ id: 'OpenedBid' });

/** A tender as those see it who may bid and those whose work it is; bids and seed only when it is closed. */
export const TenderAnswer = z
  .strictObject({
    commissionNo: z.string(),
    round: z.int().min(1),
    way: z.enum(tenderWays),
    isUrgent: z.boolean(),
    publishedAt: IsoInstant,
    /** the first instant that is too late for a bid */
    closesAt: IsoInstant,
    /** SHA-256 of the seed */
    seedHash: z.string(),
    seed: z.string().nullable(),
    outcome: z.enum(tenderOutcomes).nullable(),
    endedAt: IsoInstant.nullable(),
    bids: z.array(OpenedBidAnswer),
    /** the bid of the caller's own agency */
    receipt: z.strictObject({ digest: z.string(), receivedAt: IsoInstant }).nullable(),
  })
  .meta({ id: 'Tender' });

/** The newest tender of a commission. Throws 404 where there is none. */
export async function readTender({ db, scope, params }: Call<unknown, OfCommission>): Promise<Answer> {
  const { commissionNo } = await getCommission(db, params.commissionNo, visibleTo(scope));
  const tender = await findTender(db, commissionNo);
  if (!tender) throw notFound(things.tender);
  const receipt = scope.agencyUscc === null ? undefined : await findReceipt(db, tender, scope.agencyUscc);
  const bids = await listOpenedBids(db, tender);
  return {
    body: {
      ...noticeOf(tender),
      bids: bids.map(bidAnswer),
      receipt: receipt ? { ...receipt, receivedAt: shanghaiIso(receipt.receivedAt) } : null,
    } satisfies z.output<typeof TenderAnswer>,
  };
}

const noticeOf = (tender: TenderRow) => {
  const { commissionNo, round, way, isUrgent, publishedAt, closesAt, seedHash, seed, outcome, endedAt } =
    tender;
  return {
    ...{ commissionNo, round, way, isUrgent, seedHash, seed, outcome },
    publishedAt: shanghaiIso(publishedAt),
    closesAt: shanghaiIso(closesAt),
    endedAt: shanghaiIsoOrNull(endedAt),
  };
};

const bidAnswer = ({ points, receivedAt, ...bid }: OpenedBidRow): z.output<typeof OpenedBidAnswer> => ({
  ...bid,
  points: points === null ? null : points / 100,
  receivedAt: shanghaiIso(receivedAt),
});
