import { z } from 'zod';
import {
  type Answer,
  type Call,
  IsoInstant,
  notFound,
  page,
  pageOf,
  pageShape,
  WordsAnswer,
} from '@doudi/infra/http';
import { shanghaiIso, wordsOf } from '@doudi/workflows';
import { kindsOfChange, listChanges, type ProjectChange } from './project-changes.ts';
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

/** What was corrected, or to whom it was transferred: the fields before and after, and why. */
const ChangeAnswer = z
  .strictObject({
    kind: z.enum(kindsOfChange),
    what: WordsAnswer,
    before: z.record(z.string(), z.union([z.string(), z.number()])),
    after: z.record(z.string(), z.union([z.string(), z.number()])),
    reason: z.string(),
    by: z.string(),
    at: IsoInstant,
  })
  .meta({ id: 'ProjectChange' });
/** One project with its changes, the oldest first. */
export const OneProject = ProjectAnswer.extend({ changes: z.array(ChangeAnswer) }).meta({
  id: 'ProjectRecord',
});

export const showProject = ({
  registeredBy: _,
  registeredAt,
  ...project
}: Project): z.output<typeof ProjectAnswer> => ({
  ...project,
  registeredAt: shanghaiIso(registeredAt),
});

export const showProjectWithChanges = (
  project: Project,
  changes: readonly ProjectChange[],
): z.input<typeof OneProject> => ({
  ...showProject(project),
  changes: changes.map(({ at, ...change }) => ({
    ...change,
    what: wordsOf(`project.${change.kind}`),
    at: shanghaiIso(at),
  })),
});

export async function readProject({
  params,
  scope,
  db,
}: Call<unknown, z.output<typeof OfProject>>): Promise<Answer> {
  const project = await findProject(db, params.code, scope);
  if (!project) throw notFound(things.project);
  return { body: showProjectWithChanges(project, await listChanges(db, project.code)) };
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
