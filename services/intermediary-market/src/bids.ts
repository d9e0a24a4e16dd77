import type { Queryable } from '@doudi/infra/database';
import type { Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './instant-column.ts';

const SealedBidRow = z.object({ agencyNo: z.string(), sealed: z.instanceof(Buffer), receivedAt: instant });
export type SealedBidRow = z.output<typeof SealedBidRow>;

interface OfTender {
  readonly commissionNo: string;
  readonly round: number;
}

/** Keeps the sealed bid of an agency; it takes the place of an earlier one. */
export async function putBid(
  db: Queryable,
  { commissionNo, round }: OfTender,
  bid: SealedBidRow & { readonly digest: string; readonly placedBy: string },
): Promise<void> {
  const { agencyNo, sealed, digest, placedBy, receivedAt } = bid;
  await db.query(sql`
    insert into bids (commission_no, round, agency_no, sealed, digest, placed_by, received_at)
    values (${commissionNo}, ${round}, ${agencyNo}, ${sealed}, ${digest}, ${placedBy}, ${new Date(receivedAt)})
        on conflict (commission_no, round, agency_no) do update
       set sealed = excluded.sealed, digest = excluded.digest, placed_by = excluded.placed_by, received_at = excluded.received_at`);
}

export async function listSealedBids(db: Queryable, tender: OfTender): Promise<SealedBidRow[]> {
  const { rows } = await db.query(sql`
    select agency_no as "agencyNo", sealed, received_at as "receivedAt"
      from bids
     where commission_no = ${tender.commissionNo} and round = ${tender.round}
     order by agency_no`);
  return z.array(SealedBidRow).parse(rows);
}

/** The bid of an agency, as its receipt shows it. */
export async function findReceipt(
  db: Queryable,
  { commissionNo, round }: OfTender,
  agencyUscc: string,
): Promise<{ readonly digest: string; readonly receivedAt: Instant } | undefined> {
  const { rows } = await db.query(sql`
    select b.digest, b.received_at as "receivedAt"
      from bids b
      join agencies a using (agency_no)
     where b.commission_no = ${commissionNo} and b.round = ${round} and a.uscc = ${agencyUscc}`);
  return z.object({ digest: z.string(), receivedAt: instant }).optional().parse(rows[0]);
}

export const bidFlaws = ['not-hireable'] as const;
const OpenedBidRow = z.object({
  agencyNo: z.string(),
  priceYuan: z.number(),
  days: z.number(),
  nonce: z.string(),
  stars: z.number(),
  lot: z.string(),
  points: z.number().nullable(),
  rank: z.number().nullable(),
  flaw: z.enum(bidFlaws).nullable(),
  receivedAt: instant,
});
/** A bid of a closed tender: of those that count its rank, of the others why they do not. */
export type OpenedBidRow = z.output<typeof OpenedBidRow>;

export async function insertOpenedBids(
  db: Queryable,
  { commissionNo, round }: OfTender,
  bids: readonly OpenedBidRow[],
): Promise<void> {
  const rows = bids.map(({ receivedAt, ...bid }) => ({ ...bid, receivedAt: new Date(receivedAt) }));
  await db.query(sql`
    insert into opened_bids (commission_no, round, agency_no, price_yuan, days, nonce, stars, lot, points, rank, flaw, received_at)
    select ${commissionNo}, ${round}, "agencyNo", "priceYuan", days, nonce, stars, lot, points, rank, flaw, "receivedAt"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r ("agencyNo" text, "priceYuan" numeric, days int, nonce text, stars int, lot text, points int, rank int, flaw text,
              "receivedAt" timestamptz)`);
}

/** The bids of a closed tender by rank, those that do not count last. */
export async function listOpenedBids(
  db: Queryable,
  { commissionNo, round }: OfTender,
): Promise<OpenedBidRow[]> {
  const { rows } = await db.query(sql`
    select agency_no as "agencyNo", price_yuan::float8 as "priceYuan", days, nonce, stars, lot, points, rank, flaw,
           received_at as "receivedAt"
      from opened_bids
     where commission_no = ${commissionNo} and round = ${round}
     order by rank nulls last, agency_no`);
  return z.array(OpenedBidRow).parse(rows);
}
