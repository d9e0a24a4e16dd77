import type { Queryable } from '@doudi/infra/database';
import { type Instant, waysOfChoosing } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import type { CommissionRow } from './commissions.ts';
import { instant } from './instant-column.ts';

export const tenderWays = waysOfChoosing.filter((way) => way !== 'direct');
export const tenderOutcomes = ['ranked', 'failed', 'cancelled'] as const;
type TenderOutcome = (typeof tenderOutcomes)[number];

const TenderRow = z.object({
  commissionNo: z.string(),
  round: z.number(),
  way: z.enum(tenderWays),
  isUrgent: z.boolean(),
  publishedBy: z.string(),
  publishedAt: instant,
  closesAt: instant,
  seedHash: z.string(),
  secretId: z.string(),
  wrapped: z.instanceof(Buffer),
  sealedSeed: z.instanceof(Buffer),
  /** null until the tender is closed */
  seed: z.string().nullable(),
  outcome: z.enum(tenderOutcomes).nullable(),
  endedAt: instant.nullable(),
});
/** A published tender: until when bids are taken, and with what they are sealed. */
export type TenderRow = z.output<typeof TenderRow>;
type NewTender = Omit<TenderRow, 'seed' | 'outcome' | 'endedAt'>;

export async function insertTender(db: Queryable, tender: NewTender): Promise<void> {
  const { commissionNo, round, way, isUrgent, publishedBy, publishedAt, closesAt } = tender;
  const { seedHash, secretId, wrapped, sealedSeed } = tender;
  await db.query(sql`
    insert into tenders (commission_no, round, way, is_urgent, published_by, published_at, closes_at, seed_hash, secret_id,
                         wrapped_key, sealed_seed)
    values (${commissionNo}, ${round}, ${way}, ${isUrgent}, ${publishedBy}, ${new Date(publishedAt)}, ${new Date(closesAt)},
            ${seedHash}, ${secretId}, ${wrapped}, ${sealedSeed})`);
}

/** The newest tender of a commission. */
export async function findTender(db: Queryable, commissionNo: string): Promise<TenderRow | undefined> {
  const { rows } = await db.query(sql`
    select commission_no as "commissionNo", round, way, is_urgent as "isUrgent", published_by as "publishedBy",
           published_at as "publishedAt", closes_at as "closesAt", seed_hash as "seedHash", secret_id as "secretId",
           wrapped_key as wrapped, sealed_seed as "sealedSeed", seed, outcome, ended_at as "endedAt"
      from tenders
     where commission_no = ${commissionNo}
     order by round desc
     limit 1`);
  return TenderRow.optional().parse(rows[0]);
}

/** The tender is over; a seed that is given is shown from now on. */
export const markTenderEnded = (
  db: Queryable,
  { commissionNo, round }: Pick<TenderRow, 'commissionNo' | 'round'>,
  {
    outcome,
    seed,
    at,
  }: { readonly outcome: TenderOutcome; readonly seed: string | null; readonly at: Instant },
) =>
  db.query(sql`
    update tenders set outcome = ${outcome}, seed = coalesce(${seed}, seed), ended_at = ${new Date(at)}
     where commission_no = ${commissionNo} and round = ${round}`);

/** Where the texts of a tender are sealed. */
export const tenderOf = ({ commissionNo, round }: Pick<TenderRow, 'commissionNo' | 'round'>) =>
  `${commissionNo}#${round}`;

/** What an act writes that takes a tender back, or ends its commission: of one that is over already nothing. */
export const cancelling = (
  db: Queryable,
  { commissionNo, round, state }: Pick<CommissionRow, 'commissionNo' | 'round' | 'state'>,
  at: Instant,
): { readonly alongside?: () => Promise<void> } =>
  state === 'bidding' || state === 'selecting'
    ? {
        alongside: async () =>
          void (await markTenderEnded(db, { commissionNo, round }, { outcome: 'cancelled', seed: null, at })),
      }
    : {};
