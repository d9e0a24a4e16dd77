import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import type { Queryable } from '@doudi/infra/database';
import { instant } from './columns.ts';
import { older, type PageQuery, type AccessScope } from '@doudi/infra/http';
import { orderedFor, within } from './within-scope.ts';

const Project = z.object({
  code: z.string(),
  name: z.string(),
  uscc: z.string(),
  enterpriseName: z.string(),
  investmentYuan: z.coerce.number(),
  landHectares: z.coerce.number(),
  industry: z.string(),
  registeredBy: z.string(),
  registeredAt: instant,
});
export type Project = z.output<typeof Project>;

const columns = sql`
  p.code, p.name, p.uscc, p.enterprise_name as "enterpriseName", p.investment_yuan as "investmentYuan",
  p.land_hectares as "landHectares", p.industry, p.registered_by as "registeredBy", p.registered_at as "registeredAt"`;
const owners = { uscc: sql`p.uscc`, projectCode: sql`p.code` };

async function select(db: Queryable, rest: Sql): Promise<Project[]> {
  const { rows } = await db.query(sql`select ${columns} from projects p ${rest}`);
  return rows.map((row) => Project.parse(row));
}

/** Answers false when the code is registered already. */
export async function insertProject(db: Queryable, project: Project): Promise<boolean> {
  const {
    code,
    name,
    uscc,
    enterpriseName,
    investmentYuan,
    landHectares,
    industry,
    registeredBy,
    registeredAt,
  } = project;
  const { rowCount } = await db.query(sql`
    insert into projects (code, name, uscc, enterprise_name, investment_yuan, land_hectares, industry,
                          registered_by, registered_at)
    values (${code}, ${name}, ${uscc}, ${enterpriseName}, ${investmentYuan}, ${landHectares}, ${industry},
            ${registeredBy}, ${new Date(registeredAt)})
    on conflict do nothing`);
  return rowCount === 1;
}

export const findProject = async (
  db: Queryable,
  code: string,
  scope: AccessScope,
): Promise<Project | undefined> =>
  (await select(db, sql`where p.code = ${code} and ${within(scope, owners)}`))[0];

/** The same for whoever reads the papers of a project: a department with a task in an order of it, too. */
export const findProjectOfPapers = async (
  db: Queryable,
  code: string,
  scope: AccessScope,
): Promise<Project | undefined> => {
  const reach = sql`${within(scope, owners)} or ${orderedFor(scope.department, sql`p.code`)}`;
  return (await select(db, sql`where p.code = ${code} and (${reach})`))[0];
};

/** A project, held against other changes until the transaction ends. */
export const lockProject = async (
  db: Queryable,
  code: string,
  scope: AccessScope,
): Promise<Project | undefined> =>
  (await select(db, sql`where p.code = ${code} and ${within(scope, owners)} for update of p`))[0];

/** A project whoever it belongs to now: the caller has bounded it by its order. */
export async function getProject(db: Queryable, code: string): Promise<Project> {
  const [found] = await select(db, sql`where p.code = ${code}`);
  if (!found) throw new Error(`there is no project ${code}`);
  return found;
}

/** Newest first; one more than the page's limit. */
export const listProjects = (db: Queryable, scope: AccessScope, query: PageQuery): Promise<Project[]> =>
  select(
    db,
    sql`where ${within(scope, owners)} and ${older(query, sql`p.registered_at`, sql`p.code`)}
        order by p.registered_at desc, p.code desc
        limit ${query.limit + 1}`,
  );
