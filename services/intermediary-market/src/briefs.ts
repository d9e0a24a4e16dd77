import type { Queryable } from '@doudi/infra/database';
import { waysOfChoosing, type Day } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';

const BriefRow = z.object({
  way: z.enum(waysOfChoosing),
  requirements: z.string(),
  inputs: z.array(z.string()),
  ceilingYuan: z.number().nullable(),
  requiredBy: z.string().nullable(),
});
/** What the owner asks for. */
export type BriefRow = z.output<typeof BriefRow>;

/** Keeps the brief that the milestone `seq` of the commission brought. */
export async function insertBrief(
  db: Queryable,
  { commissionNo, seq }: { readonly commissionNo: string; readonly seq: number },
  {
    way,
    requirements,
    inputs,
    ceilingYuan,
    requiredBy,
  }: Omit<BriefRow, 'requiredBy'> & { readonly requiredBy: Day | null },
): Promise<void> {
  await db.query(sql`
    insert into briefs (commission_no, seq, way, requirements, inputs, ceiling_yuan, required_by)
    values (${commissionNo}, ${seq}, ${way}, ${requirements}, ${inputs}, ${ceilingYuan}, ${requiredBy})`);
}

/** The brief that counts: the newest. */
export async function findBrief(db: Queryable, commissionNo: string): Promise<BriefRow | undefined> {
  const { rows } = await db.query(sql`
    select way, requirements, inputs, ceiling_yuan::float8 as "ceilingYuan", required_by::text as "requiredBy"
      from briefs
     where commission_no = ${commissionNo}
     order by seq desc
     limit 1`);
  return BriefRow.optional().parse(rows[0]);
}
