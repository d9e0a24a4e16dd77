import type { Queryable } from '@doudi/infra/database';
import { waysOfChoosing, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './instant-column.ts';

/** How an engagement ends: unsigned, in the middle of the work, or with the commission. */
export const engagementEnds = [
  'withdraw',
  'decline',
  'lapse',
  'replace',
  'accept',
  'terminate',
  'cancel',
] as const;
type EngagementEnd = (typeof engagementEnds)[number];
export const isEngagementEnd = (kind: string): kind is EngagementEnd =>
  (engagementEnds as readonly string[]).includes(kind);

const EngagementRow = z.object({
  commissionNo: z.string(),
  round: z.number(),
  agencyNo: z.string(),
  way: z.enum(waysOfChoosing),
  priceYuan: z.number(),
  /** working days the agency promises from the start of its work */
  days: z.number(),
  chosenBy: z.string(),
  chosenAt: instant,
  /** of a direct choice: the agencies that could be hired then, by number; null where a ranking chose, and of earlier choices */
  choseFrom: z.array(z.string()).nullable(),
  signedAt: instant.nullable(),
  endedBy: z.enum(engagementEnds).nullable(),
  endedAt: instant.nullable(),
});
/** Which agency was chosen in a round of a commission, at what price, and what became of it. */
export type EngagementRow = z.output<typeof EngagementRow>;
export type NewEngagement = Omit<EngagementRow, 'choseFrom' | 'signedAt' | 'endedBy' | 'endedAt'> & {
  readonly choseFrom?: readonly string[];
};

export async function insertEngagement(
  db: Queryable,
  { commissionNo, round, agencyNo, way, priceYuan, days, chosenBy, chosenAt, choseFrom }: NewEngagement,
): Promise<void> {
  await db.query(sql`
    insert into engagements (commission_no, round, agency_no, way, price_yuan, days, chosen_by, chosen_at, chose_from)
    values (${commissionNo}, ${round}, ${agencyNo}, ${way}, ${priceYuan}, ${days}, ${chosenBy}, ${new Date(chosenAt)},
            ${choseFrom ?? null})`);
}

interface Happening {
  readonly commissionNo: string;
  readonly round: number;
  readonly at: Instant;
}

export const markSigned = (db: Queryable, { commissionNo, round, at }: Happening) =>
  db.query(sql`
    update engagements set signed_at = ${new Date(at)} where commission_no = ${commissionNo} and round = ${round}`);

export const markEnded = (db: Queryable, { commissionNo, round, at }: Happening, endedBy: EngagementEnd) =>
  db.query(sql`
    update engagements set ended_by = ${endedBy}, ended_at = ${new Date(at)}
     where commission_no = ${commissionNo} and round = ${round} and ended_at is null`);

/** The engagements of these commissions, in the order of their rounds. */
export async function listEngagements(
  db: Queryable,
  commissionNos: readonly string[],
): Promise<EngagementRow[]> {
  const { rows } = await db.query(sql`
    select commission_no as "commissionNo", round, agency_no as "agencyNo", way, price_yuan::float8 as "priceYuan", days,
           chosen_by as "chosenBy", chosen_at as "chosenAt", chose_from as "choseFrom",
           signed_at as "signedAt", ended_by as "endedBy", ended_at as "endedAt"
      from engagements
     where commission_no = any (${commissionNos})
     order by commission_no, round`);
  return z.array(EngagementRow).parse(rows);
}

/** Working days in which the contract of a commission's round promises the result; without a price, under rules before 3, the task's budget. */
export const promisedDays = (
  engagements: readonly EngagementRow[],
  { commissionNo, round, days }: Pick<EngagementRow, 'commissionNo' | 'round' | 'days'>,
): number =>
  engagements.find((one) => one.commissionNo === commissionNo && one.round === round)?.days ?? days;
