import sql from 'sql-template-tag';
import type { Queryable } from '@doudi/infra/database';
import type { Instant } from '@doudi/workflows';

/** How a person is reached. */
interface Contact {
  readonly phone: string | null;
  readonly mail: string | null;
  /** whether notices are mailed to it */
  readonly wantsMail?: boolean | undefined;
}
interface NewContact extends Contact {
  readonly changedAt: Instant;
}

/** Writes how a person of the register is reached, over what was known; whether he wants mail stays where it is not said. */
export async function writeContact(
  db: Queryable,
  subject: string,
  { phone, mail, wantsMail, changedAt }: NewContact,
): Promise<void> {
  await db.query(sql`
    insert into contacts (subject, phone, mail, wants_mail, changed_at)
    values (${subject}, ${phone}, ${mail}, coalesce(${wantsMail ?? null}::boolean, false), ${new Date(changedAt)})
    on conflict (subject) do update
       set phone = excluded.phone, mail = excluded.mail, wants_mail = coalesce(${wantsMail ?? null}::boolean, contacts.wants_mail),
           changed_at = excluded.changed_at`);
}

/** A telephone number of which its owner recognises the end: `13800138000` → `138****8000`. */
export const maskedPhone = (phone: string): string =>
  phone.length < 11 ? `****${phone.slice(-2)}` : `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** A mail address of which its owner recognises beginning and domain: `lou@example.cn` → `l****@example.cn`. */
export const maskedMail = (mail: string): string => `${mail.slice(0, 1)}****${mail.slice(mail.indexOf('@'))}`;
