import sql from 'sql-template-tag';
import type { Queryable } from '@doudi/infra/database';
import type { Instant } from '@doudi/workflows';

/** How a person is reached. */
export interface Contact {
  readonly phone: string | null;
  readonly mail: string | null;
}

/** Writes how a person of the register is reached, over what was known. */
export async function writeContact(
  db: Queryable,
  subject: string,
  { phone, mail, changedAt }: Contact & { readonly changedAt: Instant },
): Promise<void> {
  await db.query(sql`
    insert into contacts (subject, phone, mail, changed_at)
    values (${subject}, ${phone}, ${mail}, ${new Date(changedAt)})
    on conflict (subject) do update set phone = excluded.phone, mail = excluded.mail, changed_at = excluded.changed_at`);
}

/** A telephone number of which its owner recognises the end: `13800138000` → `138****8000`. */
export const maskedPhone = (phone: string): string =>
  phone.length < 11 ? `****${phone.slice(-2)}` : `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** A mail address of which its owner recognises beginning and domain: `lou@example.cn` → `l****@example.cn`. */
export const maskedMail = (mail: string): string => `${mail.slice(0, 1)}****${mail.slice(mail.indexOf('@'))}`;
