import type { Queryable } from '@doudi/infra/database';
import { IsoInstant } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import { shanghaiIso } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';

/** The code of a project; it is looked up, so its shape is all that is judged. */
export const ProjectCode = z
  .string()
  .regex(
    /^[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{5}[0-9X]$/,
    bilingual(
      '须为项目代码，如 2601-330683-04-01-000001',
      'must be a project code, such as 2601-330683-04-01-000001',
    ),
  );

/** A project with its owner, where `within` admits it, which knows it as `c` with its code and USCC as a commission's. */
export async function findOwnersProject(
  db: Queryable,
  code: string,
  within: Sql,
): Promise<{ readonly projectCode: string; readonly uscc: string } | undefined> {
  const { rows } = await db.query<{ projectCode: string; uscc: string }>(sql`
    select c.project_code as "projectCode", c.uscc
      from (select p.code as project_code, p.uscc from intake.project_sheets p where p.code = ${code}) c
     where ${within}`);
  return rows[0];
}

/** What both sides of a commission may know of its project, as intake shows it to other services. */
export const ProjectSheet = z
  .strictObject({
    code: z.string(),
    name: z.string(),
    uscc: z.string(),
    enterpriseName: z.string(),
    investmentYuan: z.number(),
    landHectares: z.number(),
    industry: z.string(),
    registeredAt: IsoInstant,
  })
  .meta({ id: 'ProjectSheet' });

/** The sheet of a project; the caller has bounded who may read it. */
export async function findProjectSheet(
  db: Queryable,
  code: string,
): Promise<z.output<typeof ProjectSheet> | undefined> {
  const { rows } = await db.query<z.output<typeof ProjectSheet> & { registeredAt: Date }>(sql`
    select p.code, p.name, p.uscc, p.enterprise_name as "enterpriseName", p.investment_yuan::float8 as "investmentYuan",
           p.land_hectares::float8 as "landHectares", p.industry, p.registered_at as "registeredAt"
      from intake.project_sheets p
     where p.code = ${code}`);
  const [row] = rows;
  return row && { ...row, registeredAt: shanghaiIso(new Date(row.registeredAt).getTime()) };
}
