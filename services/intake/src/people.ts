import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import type { Queryable } from '@doudi/infra/database';
import { later, type PageQuery, roles, type Role } from '@doudi/infra/http';
import { departments, type Department } from '@doudi/workflows';
import { instant } from './columns.ts';

const Person = z.object({
  subject: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  department: z.enum(departments).nullable(),
  substitute: z.string().nullable(),
  uscc: z.string().nullable(),
  active: z.boolean(),
  phone: z.string().nullable(),
  mail: z.string().nullable(),
  wantsMail: z.boolean(),
  changedAt: instant,
});
/** One of the register, with the contact as it is stored: `showPerson` masks it. */
export type Person = z.output<typeof Person>;
/** What the register says of a person, without how he is reached. */
export type Entry = Omit<Person, 'phone' | 'mail' | 'wantsMail'> & { readonly changedBy: string };

async function select(db: Queryable, rest: Sql): Promise<Person[]> {
  const { rows } = await db.query(sql`
    select p.subject, p.name, p.roles, p.department, p.substitute, p.uscc, p.active, c.phone, c.mail,
           coalesce(c.wants_mail, false) as "wantsMail", p.changed_at as "changedAt"
      from people p
      left join contacts c on c.subject = p.subject
      ${rest}`);
  return rows.map((row) => Person.parse(row));
}

export const findPerson = async (db: Queryable, subject: string): Promise<Person | undefined> =>
  (await select(db, sql`where p.subject = ${subject}`))[0];

/** An agent of the roster, to whom a mandate can be given. */
export const findAgent = async (db: Queryable, subject: string): Promise<Person | undefined> =>
  (await select(db, sql`where p.subject = ${subject} and p.active and 'agent' = any (p.roles)`))[0];

/** Somebody who is in the register, locked until the transaction ends. */
export async function lockPerson(db: Queryable, subject: string): Promise<Person> {
  const [found] = await select(db, sql`where p.subject = ${subject} for update of p`);
  if (!found) throw new Error(`${subject} is not in the register`);
  return found;
}

export interface PeopleFilter extends PageQuery {
  readonly role?: Role | undefined;
  readonly department?: Department | undefined;
  /** a part of the name */
  readonly name?: string | undefined;
  readonly active?: boolean | undefined;
}

// A list by subject alone: everybody bears the same instant.
const noInstant = sql`'epoch'::timestamptz`;
export const positionOfPerson = ({ subject }: Pick<Person, 'subject'>) => [0, subject] as const;

/** People by subject, one more than the page holds. */
export const listPeople = (db: Queryable, filter: PeopleFilter): Promise<Person[]> =>
  select(
    db,
    sql`where (${filter.role ?? null}::text is null or ${filter.role ?? null} = any (p.roles))
          and (${filter.department ?? null}::text is null or p.department = ${filter.department ?? null})
          and (${filter.name ?? null}::text is null or strpos(lower(p.name), lower(${filter.name ?? null})) > 0)
          and (${filter.active ?? null}::boolean is null or p.active = ${filter.active ?? null})
          and ${later(filter, noInstant, sql`p.subject`)}
        order by p.subject
        limit ${filter.limit + 1}`,
  );

/** Adds those who are not there yet; answers how many. Waits for another transaction that adds one of them. */
export async function insertPeople(db: Queryable, people: readonly Entry[]): Promise<number> {
  const rows = people.map((person) => ({ ...person, changedAt: new Date(person.changedAt) }));
  const { rowCount } = await db.query(sql`
    insert into people (subject, name, roles, department, substitute, uscc, active, changed_by, changed_at)
    select subject, name, roles, department, substitute, uscc, active, "changedBy", "changedAt"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (subject text, name text, roles text[], department text, substitute text, uscc text, active boolean,
              "changedBy" text, "changedAt" timestamptz)
        on conflict do nothing`);
  return rowCount ?? 0;
}

/** Writes over an entry, which the caller has locked. */
export async function replacePerson(db: Queryable, person: Entry): Promise<void> {
  const { subject, name, roles, department, substitute, uscc, active, changedBy, changedAt } = person;
  await db.query(sql`
    update people
       set name = ${name}, roles = ${roles}, department = ${department}, substitute = ${substitute},
           uscc = ${uscc}, active = ${active}, changed_by = ${changedBy}, changed_at = ${new Date(changedAt)}
     where subject = ${subject}`);
}
