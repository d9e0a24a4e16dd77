import { randomBytes } from 'node:crypto';
import type { Queryable } from '@doudi/infra/database';
import type { Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';

/** How a person is reached; personal, so it is kept in one table only and shown masked. */
export interface CaseContact {
  readonly name: string;
  /** E.164 */
  readonly phone: string;
  readonly address: string | null;
}

/** What is kept beside a case that somebody reported. */
export interface KeptContact {
  /** the case whose receipt it is of; it may have been merged since */
  readonly caseNo: string;
  readonly trackingCode: string;
  /** null where none was left, and once it is erased */
  readonly contact: CaseContact | null;
  readonly erasedAt: Date | null;
}

/** Letters and digits nobody mistakes for one another when he reads them out (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 12;

/** A random code of 12 characters, 60 bits: it is not guessed. */
export const newTrackingCode = (): string =>
  [...randomBytes(codeLength)].map((byte) => alphabet[byte % alphabet.length]).join('');

export const insertContact = (
  db: Queryable,
  caseNo: string,
  { trackingCode, contact }: Pick<KeptContact, 'trackingCode' | 'contact'>,
) =>
  db.query(sql`
    insert into case_contacts (case_no, tracking_code, name, phone, address)
    values (${caseNo}, ${trackingCode}, ${contact?.name ?? null}, ${contact?.phone ?? null}, ${contact?.address ?? null})`);

interface Row {
  caseNo: string;
  trackingCode: string;
  name: string | null;
  phone: string | null;
  address: string | null;
  erasedAt: Date | null;
}

/** What is kept of the receipt of a case; nothing of one that came by itself. */
export async function findContact(db: Queryable, caseNo: string): Promise<KeptContact | undefined> {
  const { rows } = await db.query<Row>(sql`
    select case_no as "caseNo", tracking_code as "trackingCode", name, phone, address, erased_at as "erasedAt"
      from case_contacts where case_no = ${caseNo}`);
  return rows.map(({ name, phone, address, ...kept }) => ({
    ...kept,
    contact: name !== null && phone !== null ? { name, phone, address } : null,
  }))[0];
}

/** Forgets who reported the cases that closed before an instant; a merged one when its survivor did. The codes stay: they name nobody. */
export const eraseContacts = (db: Queryable, before: Instant, now: Instant) =>
  db.query(sql`
    with recursive chain as (
      select k.case_no as of_case, c.case_no, c.merged_into, c.closed_at
        from case_contacts k join cases c using (case_no) where k.name is not null
      union select chain.of_case, n.case_no, n.merged_into, n.closed_at
        from chain join cases n on n.case_no = chain.merged_into)
    update case_contacts k set name = null, phone = null, address = null, erased_at = ${new Date(now)}
      from chain
     where chain.of_case = k.case_no and chain.merged_into is null and chain.closed_at < ${new Date(before)}`);

/** As its owner recognises it: the first letters of name and place, the last digits of the number. */
export const masked = ({ name, phone, address }: CaseContact): CaseContact => ({
  name: `${first(name, 1)}**`,
  phone: `****${phone.slice(-4)}`,
  address: address && `${first(address, 4)}****`,
});

const first = (text: string, count: number) => Array.from(text).slice(0, count).join('');
