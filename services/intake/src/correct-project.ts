import { oneLine, someLines } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';
import { changeProject } from './change-project.ts';
import { InvestmentYuan } from './read-projects.ts';
import { Hectares } from './register-project.ts';

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
export const correctProject = (needs: { clock: OfficeClock }) =>
  changeProject<z.output<typeof CorrectProject>>(needs, 'correction');
