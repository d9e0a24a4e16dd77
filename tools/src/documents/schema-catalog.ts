import type { Queryable } from '@doudi/infra/database';

// Names sorted bytewise, whatever the database's collation; NOT NULL is read from the column, since PostgreSQL 18 also
// lists it as a constraint. Our own bookkeeping of migrations is left out.
const relation = `
  from pg_class c
 where c.relnamespace = to_regnamespace(quote_ident($1))
   and c.relname !~ '^(infra_)?migration(s|_checksums)$'`;

const queries = {
  relations: `
    select c.oid::int as id, c.relname as name, c.relkind::text as kind, obj_description(c.oid, 'pg_class') as comment
    ${relation} and c.relkind in ('r', 'v', 'm') order by c.relname collate "C"`,
  columns: `
    select a.attrelid::int as relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
           a.attnotnull as required, a.attidentity::text as identity, a.attgenerated::text as generated,
           pg_get_expr(d.adbin, d.adrelid) as value, col_description(a.attrelid, a.attnum) as comment
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attnum > 0 and not a.attisdropped and a.attrelid in (select c.oid ${relation}) order by a.attnum`,
  constraints: `
    select k.conrelid::int as relation, k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k
     where k.contype in ('p', 'u', 'f', 'c', 'x') and k.conrelid in (select c.oid ${relation})
     order by array_position(array['p', 'u', 'f', 'c', 'x'], k.contype::text), k.conname collate "C"`,
  indexes: `
    select i.indrelid::int as relation, pg_get_indexdef(i.indexrelid) as definition
      from pg_index i join pg_class x on x.oid = i.indexrelid
     where i.indrelid in (select c.oid ${relation})
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
     order by x.relname collate "C"`,
  grants: `
    select c.oid::int as relation, coalesce(r.rolname, 'public') as grantee,
           string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) as privileges
      from pg_class c cross join aclexplode(c.relacl) g left join pg_roles r on r.oid = g.grantee
     where c.oid in (select c.oid ${relation}) and g.grantee <> c.relowner
     group by 1, 2 order by 2`,
  columnGrants: `
    select a.attrelid::int as relation, coalesce(r.rolname, 'public') as grantee, lower(g.privilege_type) as privilege,
           string_agg(a.attname, ', ' order by a.attnum) as columns
      from pg_attribute a cross join aclexplode(a.attacl) g left join pg_roles r on r.oid = g.grantee
     where a.attrelid in (select c.oid ${relation}) group by 1, 2, 3 order by 2, 3`,
  triggers: `
    select t.tgrelid::int as relation, pg_get_triggerdef(t.oid) as definition
      from pg_trigger t where not t.tgisinternal and t.tgrelid in (select c.oid ${relation})
     order by t.tgname collate "C"`,
  views: `
    select c.oid::int as relation, pg_get_viewdef(c.oid) as definition,
           array(select distinct s.relname::text from pg_rewrite w
                   join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
                   join pg_class s on s.oid = d.refobjid and d.refclassid = 'pg_class'::regclass
                  where w.ev_class = c.oid and s.oid <> c.oid) as sources
    ${relation} and c.relkind in ('v', 'm')`,
  functions: `
    select pg_get_functiondef(p.oid) as definition from pg_proc p
     where p.pronamespace = to_regnamespace(quote_ident($1)) and p.prokind in ('f', 'p')
     order by p.proname collate "C", pg_get_function_identity_arguments(p.oid)`,
  usage: `
    select coalesce(r.rolname, 'public') as grantee from pg_namespace n
      cross join aclexplode(n.nspacl) g left join pg_roles r on r.oid = g.grantee
     where n.oid = to_regnamespace(quote_ident($1)) and g.grantee <> n.nspowner and g.privilege_type = 'USAGE'
     order by 1`,
};

export interface Of {
  readonly relation: number;
}
export interface Relation {
  readonly id: number;
  readonly name: string;
  readonly kind: 'r' | 'v' | 'm';
  readonly comment: string | null;
}
export interface Column extends Of {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly identity: '' | 'a' | 'd';
  readonly generated: '' | 's' | 'v';
  readonly value: string | null;
  readonly comment: string | null;
}
interface Definition extends Of {
  readonly definition: string;
}

export interface Catalog {
  readonly relations: readonly Relation[];
  readonly columns: readonly Column[];
  readonly constraints: readonly (Definition & { readonly name: string })[];
  readonly indexes: readonly Definition[];
  readonly grants: readonly (Of & { readonly grantee: string; readonly privileges: string })[];
  readonly columnGrants: readonly (Of & {
    readonly grantee: string;
    readonly privilege: string;
    readonly columns: string;
  })[];
  readonly triggers: readonly Definition[];
  readonly views: readonly (Definition & { readonly sources: readonly string[] })[];
  readonly functions: readonly { readonly definition: string }[];
  readonly usage: readonly { readonly grantee: string }[];
}

/** Reads what PostgreSQL knows of a schema, in an order that does not depend on how it came about. */
export async function readCatalog(db: Queryable, schema: string): Promise<Catalog> {
  const parts: [string, unknown][] = [];
  for (const [part, query] of Object.entries(queries))
    parts.push([part, (await db.query(query, [schema])).rows]);
  return Object.fromEntries(parts) as unknown as Catalog;
}
