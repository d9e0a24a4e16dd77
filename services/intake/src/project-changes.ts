import { randomUUID } from 'node:crypto';
import type { Queryable } from '@doudi/infra/database';
import type { Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './columns.ts';
import type { Project } from './projects.ts';

/** What can be changed of a project: its code stays for life. */
type ProjectFields = Omit<Project, 'code' | 'registeredBy' | 'registeredAt'>;

export const kindsOfChange = ['correction', 'transfer'] as const;
const Change = z.object({
  kind: z.enum(kindsOfChange),
  before: z.record(z.string(), z.union([z.string(), z.number()])),
  after: z.record(z.string(), z.union([z.string(), z.number()])),
  reason: z.string(),
  by: z.string(),
  at: instant,
});
export type ProjectChange = z.output<typeof Change>;

/** The changes of a project, in order. */
export async function listChanges(db: Queryable, projectCode: string): Promise<ProjectChange[]> {
  const { rows } = await db.query(sql`
    select c.kind, c.before, c.after, t.text as reason, c.changed_by as by, c.changed_at as at
      from project_changes c join texts t on t.text_id = c.reason_id
     where c.project_code = ${projectCode} order by c.seq`);
  return z.array(Change).parse(rows);
}

export interface NewChange {
  readonly kind: ProjectChange['kind'];
  /** those that are to change */
  readonly fields: { readonly [K in keyof ProjectFields]?: ProjectFields[K] | undefined };
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

/** Writes a change of a project, whose row the transaction holds, and what stood there before. Fields that stay as they are do not count. */
export async function writeChange(
  db: Queryable,
  project: Project,
  { kind, fields, reason, by, at }: NewChange,
): Promise<Project> {
  const names = (Object.keys(fields) as (keyof ProjectFields)[]).filter(
    (name) => fields[name] !== undefined && fields[name] !== project[name],
  );
  const changed = Object.fromEntries(names.map((name) => [name, fields[name]])) as Partial<ProjectFields>;
  const next: Project = { ...project, ...changed };
  if (names.length === 0) return project;
  const only = (of: Project) => JSON.stringify(Object.fromEntries(names.map((name) => [name, of[name]])));
  const reasonId = randomUUID();
  await db.query(sql`
    with reason as (
      insert into texts (text_id, text, written_by, written_at) values (${reasonId}, ${reason}, ${by}, ${new Date(at)})
      returning text_id)
    insert into project_changes (project_code, seq, kind, before, after, reason_id, changed_by, changed_at)
    select ${project.code}, 1 + (select count(*) from project_changes where project_code = ${project.code}), ${kind},
           ${only(project)}, ${only(next)}, text_id, ${by}, ${new Date(at)}
      from reason`);
  await db.query(sql`
    update projects
       set name = ${next.name}, uscc = ${next.uscc}, enterprise_name = ${next.enterpriseName},
           investment_yuan = ${next.investmentYuan}, land_hectares = ${next.landHectares}, industry = ${next.industry}
     where code = ${project.code}`);
  return next;
}
