import { IsoInstant, pageOf } from '@doudi/infra/http';
import { categories, commissionStates, milestones, stepCodes, taskCodes } from '@doudi/workflows';
import { shanghaiIso, type CommissionState } from '@doudi/workflows';
import { z } from 'zod';
import { AgencyRow } from './agencies.ts';
import type { CommissionRow } from './commissions.ts';
import type { MilestoneRow } from './milestones.ts';

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
export const CommissionsAnswer = pageOf(CommissionAnswer);

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

/** One commission with its agency and everything that happened to it. */
export const CommissionRecord = CommissionAnswer.extend({
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

const milestoneAnswer = (row: MilestoneRow): z.output<typeof MilestoneAnswer> => ({
  ...row,
  at: shanghaiIso(row.at),
});

export const commissionRecord = (
  row: CommissionRow,
  { agency, milestones }: { agency: AgencyRow | undefined; milestones: readonly MilestoneRow[] },
) => ({ ...commissionAnswer(row), agency: agency ?? null, milestones: milestones.map(milestoneAnswer) });
