import { z } from 'zod';
import { type Answer, type Call, IsoInstant, notFound, page, pageOf, pageShape } from '@doudi/infra/http';
import { shanghaiIso } from '@doudi/workflows';
import { ProjectCode } from './project-code.ts';
import { findProject, listProjects, type Project } from './projects.ts';
import { things } from './words.ts';

export const OfProject = z.strictObject({ code: ProjectCode });
export const ProjectsQuery = z.strictObject(pageShape);

/** Whole yuan, up to ten trillion. */
export const InvestmentYuan = z.int().min(1).max(10_000_000_000_000);

/** A project as people read it. */
export const ProjectAnswer = z
  .strictObject({
    code: z.string(),
    name: z.string(),
    uscc: z.string(),
    enterpriseName: z.string(),
    investmentYuan: InvestmentYuan,
    landHectares: z.number(),
    industry: z.string(),
    registeredAt: IsoInstant,
  })
  .meta({ id: 'Project' });
export const ProjectsAnswer = pageOf(ProjectAnswer);

export const showProject = ({
  registeredBy: _,
  registeredAt,
  ...project
}: Project): z.output<typeof ProjectAnswer> => ({
  ...project,
  registeredAt: shanghaiIso(registeredAt),
});

export async function readProject({
  params,
  scope,
  db,
}: Call<unknown, z.output<typeof OfProject>>): Promise<Answer> {
  const project = await findProject(db, params.code, scope);
  if (!project) throw notFound(things.project);
  return { body: showProject(project) };
}

/** The caller's projects, newest first. */
export async function readProjects({
  query,
  scope,
  db,
}: Call<unknown, unknown, z.output<typeof ProjectsQuery>>): Promise<Answer> {
  const projects = await listProjects(db, scope, query);
  return { body: page(projects, query, showProject, ({ registeredAt, code }) => [registeredAt, code]) };
}
