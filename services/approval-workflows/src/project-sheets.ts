import type { Queryable } from '@doudi/infra/database';
import { IsoInstant } from '@doudi/infra/http';
import { shanghaiIso } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';

/** What a department may know of a project, as intake shows it to other services. */
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
export type ProjectSheet = z.output<typeof ProjectSheet>;

/** The sheet of a project; the caller has bounded who may read it. */
export async function findProjectSheet(db: Queryable, code: string): Promise<ProjectSheet | undefined> {
  const { rows } = await db.query<Omit<ProjectSheet, 'registeredAt'> & { registeredAt: Date }>(sql`
    select p.code, p.name, p.uscc, p.enterprise_name as "enterpriseName", p.investment_yuan::float8 as "investmentYuan",
           p.land_hectares::float8 as "landHectares", p.industry, p.registered_at as "registeredAt"
      from intake.project_sheets p where p.code = ${code}`);
  const [row] = rows;
  return row && { ...row, registeredAt: shanghaiIso(row.registeredAt.getTime()) };
}
