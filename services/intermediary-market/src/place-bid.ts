import { type Answer, IsoInstant, notFound, unfit } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import { shanghaiIso } from '@doudi/workflows';
import { z } from 'zod';
import type { CommissionCall } from './act-on-commission.ts';
import { findAgencyOf } from './agencies.ts';
import { putBid } from './bids.ts';
import { findBrief } from './briefs.ts';
import type { SealedBid } from './close-tender.ts';
import { findCommissionToChange } from './commissions.ts';
import type { Dependencies } from './dependencies.ts';
import { sha256 } from './draw.ts';
import { aboveCeiling, PromisedDays } from './engage-agency.ts';
import { whyNotHired } from './may-be-hired.ts';
import { passDeadlines } from './pass-deadline.ts';
import { invited } from './sides.ts';
import { findTender, tenderOf } from './tenders.ts';
import { refuse, things } from './words.ts';
import { Yuan } from './write-brief.ts';

const Nonce = z
  .string()
  .regex(
    /^[0-9a-f]{32,64}$/,
    bilingual('须为 32 至 64 位小写十六进制', 'is no 32 to 64 lower-case hexadecimal digits'),
  );

export const BidBody = z
  .strictObject({
    priceYuan: Yuan,
    /** working days from the start of the work */
    days: PromisedDays,
    /** a random number of the bidder's own: its part of a draw, and what keeps the digest of a bid from being guessed */
    nonce: Nonce,
  })
  .meta({
    id: 'Bid',
    examples: [{ priceYuan: 98_000, days: 15, nonce: '9f86d081884c7d659a2feaa0c55ad015' }],
  });
type BidBody = z.output<typeof BidBody>;

/** What a bidder keeps: the SHA-256 of the JSON text of its bid as it was sealed, `{"priceYuan":…,"days":…,"nonce":"…"}`. */
export const BidReceipt = z
  .strictObject({
    commissionNo: z.string(),
    agencyNo: z.string(),
    digest: z.string(),
    receivedAt: IsoInstant,
  })
  .meta({ id: 'BidReceipt' });

/** An agency of the category bids until the deadline; a later bid takes the place of its earlier one. */
export const placeBid =
  ({ now, vault }: Dependencies) =>
  async (call: CommissionCall<BidBody>): Promise<Answer> => {
    const { db, caller, scope, params, body } = call;
    const found = await findCommissionToChange(db, params.commissionNo, invited(scope));
    const agency = caller.uscc === undefined ? undefined : await findAgencyOf(db, caller.uscc);
    if (!found || !agency) throw notFound(things.commission);
    const at = await now(db);
    const commission = await passDeadlines(db, found, at, { vault });
    const { commissionNo, state, round } = commission;
    if (state !== 'bidding') throw refuse({ refused: 'commission-not-there', state, needs: ['bidding'] });
    const { agencyNo } = agency;
    const bar = await whyNotHired(db, { agencyNo, category: commission.category, at });
    if (bar) throw refuse(bar);
    const ceiling = (await findBrief(db, commissionNo))?.ceilingYuan ?? null;
    if (ceiling !== null && body.priceYuan > ceiling) throw unfit([aboveCeiling(ceiling)]);
    const tender = await findTender(db, commissionNo);
    if (!tender) throw new Error(`${commissionNo} is out to tender without a tender`);
    const { priceYuan, days, nonce } = body;
    const said = JSON.stringify({ priceYuan, days, nonce } satisfies SealedBid);
    const sealed = vault.seal(tender, said, { tender: tenderOf(tender), whose: agencyNo });
    const digest = sha256(said);
    await putBid(
      db,
      { commissionNo, round },
      { agencyNo, sealed, digest, placedBy: caller.subject, receivedAt: at },
    );
    return { status: 201, body: { commissionNo, agencyNo, digest, receivedAt: shanghaiIso(at) } };
  };
