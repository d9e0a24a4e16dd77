import { type Answer, type Call, notFound, oneLine, someLines } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';
import { changeProject, listChanges } from './project-changes.ts';
import { lockProject } from './projects.ts';
import { InvestmentYuan, type OfProject, showProjectWithChanges } from './read-projects.ts';
import { Hectares } from './register-project.ts';
import { things } from './words.ts';

/** What was wrong, as it should be, and why; the enterprise itself is changed by a transfer. */
export const CorrectProject = z
  .strictObject({
    name: oneLine(200).optional(),
    enterpriseName: oneLine(200).optional(),
    investmentYuan: InvestmentYuan.optional(),
    landHectares: Hectares.optional(),
    industry: oneLine(100).optional(),
    reason: someLines(2_000),
  })
  .refine((said) => Object.keys(said).some((field) => field !== 'reason'), {
    path: [],
    error: bilingual('至少写一项更正的内容', 'must name at least one field to correct'),
  })
  .meta({
    id: 'CorrectProject',
    examples: [{ investmentYuan: 118_000_000, reason: '备案信息表所载为1.18亿元' }],
  });

/** Corrects what was registered wrongly of a project. What stood there before stays on record. */
export const correctProject =
  ({ clock }: { clock: OfficeClock }) =>
  async (call: Call<z.output<typeof CorrectProject>, z.output<typeof OfProject>>): Promise<Answer> => {
    const { body, caller, params, scope, db } = call;
    const project = await lockProject(db, params.code, scope);
    if (!project) throw notFound(things.project);
    const { reason, ...fields } = body;
    const change = {
      kind: 'correction' as const,
      fields,
      reason,
      by: caller.subject,
      at: await clock.now(db),
    };
    const corrected = await changeProject(db, project, change);
    return { body: showProjectWithChanges(corrected, await listChanges(db, params.code)) };
  };
