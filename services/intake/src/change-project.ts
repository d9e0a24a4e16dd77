import type { Queryable } from '@doudi/infra/database';
import { type Answer, type Call, notFound } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import type { z } from 'zod';
import { listChanges, type NewChange, writeChange } from './project-changes.ts';
import { lockProject, type Project } from './projects.ts';
import { type OfProject, showProjectWithChanges } from './read-projects.ts';
import { things } from './words.ts';

/** What a change says: its fields, and why. */
type Said = NewChange['fields'] & { readonly reason: string };
type ChangeCall<Body> = Call<Body, z.output<typeof OfProject>>;

/** Changes a project within the caller's reach under its lock; `first` does what comes before, or throws. Answers it with all its changes. */
export const changeProject =
  <Body extends Said>(
    { clock }: { clock: OfficeClock },
    kind: NewChange['kind'],
    first?: (db: Queryable, project: Project, change: Pick<NewChange, 'by' | 'at'>) => Promise<void>,
  ) =>
  async ({ body, caller, params, scope, db }: ChangeCall<Body>): Promise<Answer> => {
    const project = await lockProject(db, params.code, scope);
    if (!project) throw notFound(things.project);
    const made = { by: caller.subject, at: await clock.now(db) };
    await first?.(db, project, made);
    const { reason, ...fields } = body;
    const changed = await writeChange(db, project, { kind, fields, reason, ...made });
    return { body: showProjectWithChanges(changed, await listChanges(db, params.code)) };
  };
