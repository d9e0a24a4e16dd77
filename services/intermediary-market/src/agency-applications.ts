import type { Queryable } from '@doudi/infra/database';
import { applicationParts, categories, staffCertificates, type Category } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';

/** How many of the staff hold a certificate of a kind; no names. */
export const StaffCount = z
  .strictObject({ certificate: z.enum(staffCertificates), count: z.int().min(1).max(10_000) })
  .meta({ id: 'StaffCount' });

const ApplicationRow = z.object({
  seq: z.number(),
  name: z.string(),
  category: z.enum(categories),
  licence: z.string(),
  commitment: z.string(),
  staff: z.array(StaffCount),
});
export type ApplicationRow = z.output<typeof ApplicationRow>;

export async function insertApplication(
  db: Queryable,
  agencyNo: string,
  { seq, name, category, licence, commitment, staff }: ApplicationRow,
): Promise<void> {
  await db.query(sql`
    insert into agency_applications (agency_no, seq, name, category, licence, commitment, staff)
    values (${agencyNo}, ${seq}, ${name}, ${category}, ${licence}, ${commitment}, ${JSON.stringify(staff)})`);
}

/** What an agency has applied with last. */
export async function findApplication(db: Queryable, agencyNo: string): Promise<ApplicationRow | undefined> {
  const { rows } = await db.query(sql`
    select p.seq, p.name, p.category, p.licence, p.commitment, p.staff
      from agency_applications p where p.agency_no = ${agencyNo} order by p.seq desc limit 1`);
  return ApplicationRow.optional().parse(rows[0]);
}

const FaultRow = z.object({
  part: z.enum(applicationParts),
  category: z.enum(categories).nullable(),
  text: z.string(),
});
export type FaultRow = z.output<typeof FaultRow>;

interface NewFault {
  readonly part: FaultRow['part'];
  readonly category: Category | null;
  /** the id of a stored text */
  readonly note: string;
}

/** Puts on record what a returned application lacks, by the number of the event that returned it. */
export async function insertFaults(
  db: Queryable,
  { agencyNo, seq }: { readonly agencyNo: string; readonly seq: number },
  faults: readonly NewFault[],
): Promise<void> {
  await db.query(sql`
    insert into application_faults (agency_no, seq, no, part, category, note)
    select ${agencyNo}, ${seq}, r.place, r.one ->> 'part', r.one ->> 'category', (r.one ->> 'note')::uuid
      from jsonb_array_elements(${JSON.stringify(faults)}::jsonb) with ordinality as r (one, place)`);
}

/** What the application lacked when it was returned last. */
export async function listFaults(db: Queryable, agencyNo: string): Promise<FaultRow[]> {
  const { rows } = await db.query(sql`
    select f.part, f.category, t.body as text
      from application_faults f join texts t on t.text_id = f.note
     where f.agency_no = ${agencyNo}
       and f.seq = (select max(l.seq) from application_faults l where l.agency_no = ${agencyNo})
     order by f.no`);
  return z.array(FaultRow).parse(rows);
}
