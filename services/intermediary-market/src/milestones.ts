import type { Queryable } from '@doudi/infra/database';
import { milestones, type Instant, type Milestone } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './instant-column.ts';

const MilestoneRow = z.object({
  seq: z.number(),
  kind: z.enum(milestones),
  at: instant,
  by: z.string(),
  agencyNo: z.string().nullable(),
  /** the text itself */
  note: z.string().nullable(),
  sha256: z.string().nullable(),
  /** the numbers of the files it names */
  files: z.array(z.number()),
  round: z.number(),
});
export type MilestoneRow = z.output<typeof MilestoneRow>;

export interface NewMilestone {
  readonly commissionNo: string;
  readonly seq: number;
  readonly kind: Milestone;
  readonly at: Instant;
  readonly by: string;
  readonly agencyNo: string | null;
  /** the id of a stored text */
  readonly note: string | null;
  readonly sha256: string | null;
  /** the numbers of the files it names */
  readonly files: readonly number[];
  readonly round: number;
}

/** The insertion of a milestone, as a part of a statement. */
export const milestoneToInsert = ({
  commissionNo,
  seq,
  kind,
  at,
  by,
  agencyNo,
  note,
  sha256,
  files,
  round,
}: NewMilestone): Sql =>
  sql`
    insert into milestones (commission_no, seq, kind, at, "by", agency_no, note, sha256, files, round)
    values (${commissionNo}, ${seq}, ${kind}, ${new Date(at)}, ${by}, ${agencyNo}, ${note}, ${sha256}, ${[...files]}, ${round})`;

/** Everything that happened to a commission, in order, with the texts. */
export async function listMilestones(db: Queryable, commissionNo: string): Promise<MilestoneRow[]> {
  const { rows } = await db.query(sql`
    select m.seq, m.kind, m.at, m."by", m.agency_no as "agencyNo", t.body as note, m.sha256, m.files, m.round
      from milestones m
      left join texts t on t.text_id = m.note
     where m.commission_no = ${commissionNo}
     order by m.seq`);
  return z.array(MilestoneRow).parse(rows);
}

/** The files of the newest delivery of a round, in the order in which it names them. */
export async function filesOfDelivery(
  db: Queryable,
  { commissionNo, round }: Pick<NewMilestone, 'commissionNo' | 'round'>,
): Promise<readonly number[]> {
  const { rows } = await db.query<{ files: number[] }>(sql`
    select m.files from milestones m
     where m.commission_no = ${commissionNo} and m.round = ${round} and m.kind = 'deliver'
     order by m.seq desc
     limit 1`);
  return rows[0]?.files ?? [];
}

/** The milestones with which an agency's work begins or ends. */
export const workKinds = ['sign', 'hand-in-inputs', 'return', 'deliver'] as const;
const Work = z.object({
  commissionNo: z.string(),
  seq: z.number(),
  kind: z.enum(workKinds),
  at: instant,
});
/** Where an agency's work begins (signed, the inputs are in, returned) or ends (delivered). */
export type Work = z.output<typeof Work>;

async function selectWork(db: Queryable, which: Sql): Promise<Work[]> {
  const { rows } = await db.query(sql`
    select m.commission_no as "commissionNo", m.seq, m.kind, m.at
      from milestones m
      join commissions c using (commission_no)
     where m.kind = any (${[...workKinds]}) and ${which}
     order by m.commission_no, m.seq`);
  return z.array(Work).parse(rows);
}

/** When the agencies that have these commissions now began to work and handed in, each commission's in order. */
export const listWork = (db: Queryable, commissionNos: readonly string[]): Promise<Work[]> =>
  selectWork(db, sql`m.commission_no = any (${commissionNos}) and m.round = c.round`);

/** The work of the contract of a round, from its signature on; empty when none was signed. */
export const listContractWork = (
  db: Queryable,
  { commissionNo, round }: Pick<NewMilestone, 'commissionNo' | 'round'>,
): Promise<Work[]> => selectWork(db, sql`m.commission_no = ${commissionNo} and m.round = ${round}`);
