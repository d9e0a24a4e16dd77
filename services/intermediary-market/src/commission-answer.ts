import { ActionAnswer, IsoInstant, pageOf } from '@doudi/infra/http';
import { categories, commissionStates, milestones, stepCodes, taskCodes, tracks } from '@doudi/workflows';
import { shanghaiIso, type CommissionState } from '@doudi/workflows';
import { z } from 'zod';
import { AgencyRow } from './agencies.ts';
import type { CommissionRow, SeenCommission } from './commissions.ts';
import type { MilestoneRow } from './milestones.ts';
import { openActions } from './open-actions.ts';
import { ProjectSheet } from './project-sheets.ts';

const holders: Record<CommissionState, 'enterprise' | 'agency' | null> = {
  briefing: 'enterprise',
  contracting: 'agency',
  working: 'agency',
  delivered: 'enterprise',
  accepted: null,
  terminated: null,
};

/** A commission as people read it; `holder` has the ball. */
export const CommissionAnswer = z
  .strictObject({
    commissionNo: z.string(),
    orderNo: z.string(),
    step: z.enum(stepCodes),
    task: z.enum(taskCodes),
    projectCode: z.string(),
    uscc: z.string(),
    /** null of commissions opened before it was known here */
    track: z.enum(tracks).nullable(),
    category: z.enum(categories),
    budgetDays: z.int().min(0),
    state: z.enum(commissionStates),
    agencyNo: z.string().nullable(),
    deliveries: z.int().min(0),
    holder: z.enum(['enterprise', 'agency']).nullable(),
    openedAt: IsoInstant,
    changedAt: IsoInstant,
  })
  .meta({ id: 'Commission' });

/** As a read shows it: with what the caller may do to it now. */
const CommissionListed = CommissionAnswer.extend({ actions: z.array(ActionAnswer) }).meta({
  id: 'CommissionListed',
});
export const CommissionsAnswer = pageOf(CommissionListed);

const MilestoneAnswer = z
  .strictObject({
    seq: z.int().min(0),
    kind: z.enum(milestones),
    at: IsoInstant,
    by: z.string(),
    agencyNo: z.string().nullable(),
    note: z.string().nullable(),
    sha256: z.string().nullable(),
  })
  .meta({ id: 'Milestone' });

/** One commission with its project, its agency and everything that happened to it. */
export const CommissionRecord = CommissionListed.extend({
  project: ProjectSheet.nullable(),
  agency: AgencyRow.nullable(),
  milestones: z.array(MilestoneAnswer),
}).meta({ id: 'CommissionRecord' });

export const commissionAnswer = ({
  days,
  events: _events,
  ...row
}: CommissionRow): z.output<typeof CommissionAnswer> => ({
  ...row,
  budgetDays: days,
  holder: holders[row.state],
  openedAt: shanghaiIso(row.openedAt),
  changedAt: shanghaiIso(row.changedAt),
});

export const commissionListed = ({ isOwners, isAgencys, ...row }: SeenCommission) => ({
  ...commissionAnswer(row),
  actions: openActions({ isOwners, isAgencys, ...row }),
});

const milestoneAnswer = (row: MilestoneRow): z.output<typeof MilestoneAnswer> => ({
  ...row,
  at: shanghaiIso(row.at),
});

interface Parts {
  readonly project: z.output<typeof ProjectSheet> | undefined;
  readonly agency: AgencyRow | undefined;
  readonly milestones: readonly MilestoneRow[];
}

export const commissionRecord = (
  row: SeenCommission,
  { project, agency, milestones }: Parts,
): z.output<typeof CommissionRecord> => ({
  ...commissionListed(row),
  project: project ?? null,
  agency: agency ?? null,
  milestones: milestones.map(milestoneAnswer),
});
