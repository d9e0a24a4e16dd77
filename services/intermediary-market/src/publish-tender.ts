import { IsoInstant, unfit } from '@doudi/infra/http';
import { closingRange, type Instant, shanghaiIso } from '@doudi/workflows';
import { z } from 'zod';
import { actOnCommission, Note } from './act-on-commission.ts';
import { calendarInForce } from './calendar-in-force.ts';
import type { CommissionRow } from './commissions.ts';
import type { Dependencies } from './dependencies.ts';
import { newSeed, sha256 } from './draw.ts';
import { cancelling, insertTender, tenderOf } from './tenders.ts';

export const Tender = z
  .strictObject({
    /** open for four office hours at least instead of one working day */
    isUrgent: z.boolean().optional(),
    /** the first instant that is too late for a bid; the earliest there may be when absent */
    closesAt: IsoInstant.optional(),
  })
  .meta({ id: 'TenderNotice', examples: [{ isUrgent: false }] });
type Tender = z.output<typeof Tender>;

/** The owner publishes what the brief says; from here agencies of the category bid, and nobody reads their bids until it closes. */
export const publishTender = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Tender>('publish', async ({ db, body, caller }, commission, at) => {
    const { isUrgent = false } = body;
    const range = closingRange(await calendarInForce(db), at, isUrgent);
    const closesAt = body.closesAt === undefined ? range.earliest : Date.parse(body.closesAt);
    if (closesAt < range.earliest || closesAt > range.latest) throw unfit([outOfRange(range)]);
    const notice = { isUrgent, publishedBy: caller.subject, publishedAt: at, closesAt };
    return {
      closesAt,
      alongside: () => insertTender(db, { ...notice, ...sealedFor(dependencies, commission) }),
    };
  });

const outOfRange = ({ earliest, latest }: { readonly earliest: Instant; readonly latest: Instant }) => {
  const [from, until] = [shanghaiIso(earliest), shanghaiIso(latest)];
  return {
    at: '/closesAt',
    fault: { zh: `须在 ${from} 至 ${until} 之间`, en: `is not between ${from} and ${until}` },
  };
};

/** A key for the bids of this tender, and the seed of its draw, which is sealed with it. */
function sealedFor({ vault }: Dependencies, { commissionNo, round, way }: CommissionRow) {
  if (way === null || way === 'direct') throw new Error(`${commissionNo} is not to be put out to tender`);
  const tender = { commissionNo, round };
  const [key, seed] = [vault.newKey(tenderOf(tender)), newSeed()];
  return {
    ...tender,
    way,
    seedHash: sha256(seed),
    ...key,
    sealedSeed: vault.seal(key, seed, { tender: tenderOf(tender), whose: 'seed' }),
  };
}

export const Cancelling = z
  .strictObject({ reason: Note })
  .meta({ id: 'TenderCancellation', examples: [{ reason: '规模有变，另行公告' }] });
type Cancelling = z.output<typeof Cancelling>;

/** The owner takes the tender back before the award: nobody's bid is opened any more, and the brief can be changed. */
export const cancelTender = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Cancelling>('cancel-tender', ({ db, body }, commission, at) => ({
    note: body.reason,
    ...cancelling(db, commission, at),
  }));
