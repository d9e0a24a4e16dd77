import type { Queryable } from '@doudi/infra/database';
import { Mail, oneLine, Phone, type Caller } from '@doudi/infra/http';
import type { Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { oversees } from './agency-reach.ts';

/** How the office of an agency is reached; it names nobody. */
export const AgencyContact = z
  .strictObject({
    phone: Phone,
    mail: Mail.optional(),
    address: oneLine(200).optional(),
  })
  .meta({
    id: 'AgencyContact',
    examples: [{ phone: '13800138000', mail: 'office@example.cn', address: '样例路1号' }],
  });
export type AgencyContact = z.output<typeof AgencyContact>;

const ContactRow = z.object({
  agencyNo: z.string(),
  phone: z.string(),
  mail: z.string().nullable(),
  address: z.string().nullable(),
});

/** As those read it who choose. */
export const ContactAnswer = ContactRow.omit({ agencyNo: true }).strict().meta({ id: 'AgencyContactRead' });
export type ContactAnswer = z.output<typeof ContactAnswer>;

interface Given {
  readonly by: string;
  readonly at: Instant;
}

/** Writes how an agency is reached, over what was known. */
export async function writeAgencyContact(
  db: Queryable,
  agencyNo: string,
  { phone, mail, address, by, at }: AgencyContact & Given,
): Promise<void> {
  await db.query(sql`
    insert into agency_contacts (agency_no, phone, mail, address, given_by, given_at)
    values (${agencyNo}, ${phone}, ${mail ?? null}, ${address ?? null}, ${by}, ${new Date(at)})
        on conflict (agency_no) do update
       set phone = excluded.phone, mail = excluded.mail, address = excluded.address, given_by = excluded.given_by,
           given_at = excluded.given_at`);
}

/** Who reads how an agency is reached: who chooses one, and who oversees the market. Departments name no agency and need none. */
const reads = (caller: Caller): boolean =>
  oversees(caller) || caller.roles.includes('enterprise') || caller.roles.includes('agent');

/** How these agencies are reached, as far as the caller may read it; with `isOwn` they are his. */
export async function contactsFor(
  db: Queryable,
  caller: Caller,
  agencyNos: readonly string[],
  isOwn = false,
): Promise<(agencyNo: string) => ContactAnswer | null> {
  if (!isOwn && !reads(caller)) return () => null;
  const { rows } = await db.query(sql`
    select agency_no as "agencyNo", phone, mail, address from agency_contacts where agency_no = any (${agencyNos})`);
  const known = new Map(
    z
      .array(ContactRow)
      .parse(rows)
      .map(({ agencyNo, ...contact }) => [agencyNo, contact]),
  );
  return (agencyNo) => known.get(agencyNo) ?? null;
}
