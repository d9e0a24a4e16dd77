import { shanghaiIso, type CommissionState } from '@doudi/workflows';
import type { AgencyRow } from './agencies.ts';
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
export const commissionAnswer = ({ days, events: _events, ...row }: CommissionRow) => ({
  ...row,
  budgetDays: days,
  holder: holders[row.state],
  openedAt: shanghaiIso(row.openedAt),
  changedAt: shanghaiIso(row.changedAt),
});

const milestoneAnswer = (row: MilestoneRow) => ({ ...row, at: shanghaiIso(row.at) });

/** One commission with the agency that is engaged and everything that happened to it. */
export const commissionRecord = (
  row: CommissionRow,
  { agency, milestones }: { agency: AgencyRow | undefined; milestones: readonly MilestoneRow[] },
) => ({ ...commissionAnswer(row), agency: agency ?? null, milestones: milestones.map(milestoneAnswer) });
