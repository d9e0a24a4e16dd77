import pg from 'pg';
import type { Queryable } from './pool.ts';
import { failure } from '../failure.ts';

/** The schema of a service, and the name of the role that acts in it: `intermediary-market` → `intermediary_market`. */
export const schemaOf = (service: string): string => service.replaceAll('-', '_');

interface Wanted {
  readonly schema: string;
  readonly withRole: boolean;
  /** the name the schema had in databases of earlier versions; there it is renamed */
  readonly formerly?: string;
}

/**
 * Creates what is missing of the schemas and, unless `withRole` is false, of the NOLOGIN roles of the same names, and
 * lets the login take them. A failure with all the SQL to run when the login may not.
 */
export async function ensureSchemas(db: Queryable, wanted: readonly Wanted[]) {
  const missing: string[] = [];
  for (const one of wanted) {
    const { rows } = await db.query<Found>(found, [one.schema, one.formerly ?? null]);
    missing.push(...statementsFor(one, rows[0] as Found));
  }
  for (const statement of missing) await run(db, statement, missing);
}

function statementsFor(
  { schema, withRole, formerly = '' }: Wanted,
  { role, member, exists, existed, login }: Found,
): string[] {
  const [name, owner] = [pg.escapeIdentifier(schema), pg.escapeIdentifier(login)];
  if (!exists && existed) return [`alter schema ${pg.escapeIdentifier(formerly)} rename to ${name}`];
  return [
    ...(withRole && !role ? [`create role ${name} nologin`] : []),
    ...(withRole && !member ? [`grant ${name} to ${owner}`] : []),
    ...(exists ? [] : [`create schema ${name} authorization ${owner}`]),
    ...(withRole && !exists ? [`grant usage on schema ${name} to ${name}`] : []),
  ];
}

interface Found {
  readonly role: boolean;
  readonly member: boolean;
  readonly exists: boolean;
  /** under its former name */
  readonly existed: boolean;
  readonly login: string;
}

const found = `
  select current_user as login,
         exists (select from pg_roles where rolname = $1) as role,
         (select rolsuper from pg_roles where rolname = current_user)
           or exists (select from pg_auth_members m join pg_roles r on r.oid = m.roleid
                       where r.rolname = $1 and m.member = current_user::regrole) as member,
         to_regnamespace(quote_ident($1)) is not null as exists,
         to_regnamespace(quote_ident($2)) is not null as existed`;

const insufficientPrivilege = '42501';
// Roles belong to the whole cluster: another database's migration may have been first.
const alreadyThere = ['42710', '23505'];

async function run(db: Queryable, statement: string, all: readonly string[]): Promise<void> {
  try {
    await db.query(statement);
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? '';
    if (alreadyThere.includes(code)) return;
    if (code !== insufficientPrivilege) throw cause;
    throw failure(
      `The login of DATABASE_URL may not prepare the database; let an administrator run:\n${all.join(';\n')};`,
      {
        cause,
      },
    );
  }
}
