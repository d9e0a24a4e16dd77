import { ActionAnswer, IsoDay, IsoInstant, pageOf } from '@doudi/infra/http';
import {
  categories,
  commissionStates,
  lights,
  milestones,
  ownPurposes,
  paperTopics,
  shanghaiIso,
  shanghaiIsoOrNull,
  stepCodes,
  taskCodes,
  tracks,
  waysOfChoosing,
  type CommissionState,
  type Day,
} from '@doudi/workflows';
import { z } from 'zod';
import { AgencyRow } from './agencies.ts';
import type { BriefRow } from './briefs.ts';
import type { CommissionFile } from './commission-files.ts';
import type { CommissionStanding } from './commission-standing.ts';
import type { CommissionRow, SeenCommission } from './commissions.ts';
import { engagementEnds, type EngagementRow } from './engagements.ts';
import { CommissionFileAnswer, showCommissionFile } from './commission-file-answer.ts';
import type { MilestoneRow } from './milestones.ts';
import { openActions } from './open-actions.ts';
import { ProjectSheet } from './project-sheets.ts';

const holders: Record<CommissionState, 'enterprise' | 'agency' | null> = {
  briefing: 'enterprise',
  bidding: 'agency',
  selecting: 'enterprise',
  contracting: 'agency',
  'awaiting-inputs': 'enterprise',
  working: 'agency',
  delivered: 'enterprise',
  accepted: null,
  terminated: null,
};

/** A commission as people read it; `holder` has the ball. */
export const CommissionAnswer = z
  .strictObject({
    commissionNo: z.string(),
    /** null, as step and task, of an owner's own */
    orderNo: z.string().nullable(),
    step: z.enum(stepCodes).nullable(),
    task: z.enum(taskCodes).nullable(),
    /** of an owner's own, which no order waits for: the paper that the accepted result is; null of a task's */
    own: z
      .strictObject({
        purpose: z.enum(ownPurposes),
        topics: z.array(z.enum(paperTopics)),
        /** what it covers, in words */
        scope: z.string().nullable(),
        openedBy: z.string(),
        /** the number on the document; null until it is accepted, and where it has none */
        number: z.string().nullable(),
        /** the last day on which it is valid; null until it is accepted, and where it does not expire */
        expiresDay: IsoDay.nullable(),
      })
      .meta({ id: 'OwnPaper' })
      .nullable(),
    projectCode: z.string(),
    uscc: z.string(),
    /** null of an owner's own, and of those opened before it was known here */
    track: z.enum(tracks).nullable(),
    category: z.enum(categories),
    budgetDays: z.int().min(0),
    state: z.enum(commissionStates),
    agencyNo: z.string().nullable(),
    /** how the agency is chosen; null before the brief */
    way: z.enum(waysOfChoosing).nullable(),
    /** from 1: a new tender or another agency is the next */
    round: z.int().min(1),
    deliveries: z.int().min(0),
    holder: z.enum(['enterprise', 'agency']).nullable(),
    openedAt: IsoInstant,
    changedAt: IsoInstant,
    /** when this state ends by itself; null where no limit runs */
    deadlineAt: IsoInstant.nullable(),
  })
  .meta({ id: 'Commission' });

/** As a read shows it: with its light and due day by what the agency has promised, and what the caller may do to it now. */
const CommissionListed = CommissionAnswer.extend({
  light: z.enum(lights),
  dueDay: IsoDay.nullable(),
  actions: z.array(ActionAnswer),
}).meta({
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
    /** the numbers of the files it names */
    files: z.array(z.int().min(1)),
    round: z.int().min(1),
  })
  .meta({ id: 'Milestone' });

/** What the owner asks for; an agency reads it before it signs. */
const BriefAnswer = z
  .strictObject({
    way: z.enum(waysOfChoosing),
    requirements: z.string(),
    inputs: z.array(z.string()),
    ceilingYuan: z.number().nullable(),
    requiredBy: IsoDay.nullable(),
  })
  .meta({ id: 'CommissionBriefRead' });

/** Which agency was chosen in a round, at what price, and what became of it; `dueDay` is that of the round that runs. */
const EngagementAnswer = z
  .strictObject({
    round: z.int().min(1),
    agencyNo: z.string(),
    way: z.enum(waysOfChoosing),
    priceYuan: z.number(),
    days: z.int().min(1),
    chosenBy: z.string(),
    chosenAt: IsoInstant,
    /** of a direct choice, to the owner and those who oversee the market: all that could be hired then; null where a ranking chose */
    choseFrom: z
      .strictObject({ count: z.int().min(0), agencyNos: z.array(z.string()) })
      .meta({ id: 'ChoseFrom' })
      .nullable(),
    signedAt: IsoInstant.nullable(),
    endedBy: z.enum(engagementEnds).nullable(),
    endedAt: IsoInstant.nullable(),
    dueDay: IsoDay.nullable(),
  })
  .meta({ id: 'AgencyEngagement' });

/** One commission with its project, its agency and everything that happened to it. */
export const CommissionRecord = CommissionListed.extend({
  project: ProjectSheet.nullable(),
  agency: AgencyRow.nullable(),
  brief: BriefAnswer.nullable(),
  engagements: z.array(EngagementAnswer),
  milestones: z.array(MilestoneAnswer),
  /** those that the caller may read */
  files: z.array(CommissionFileAnswer),
}).meta({ id: 'CommissionRecord' });

export const commissionAnswer = ({
  days,
  events: _events,
  rulesVersion: _rules,
  needsInputs: _inputs,
  failedTenders: _failed,
  closesAt: _closes,
  isOwn: _isOwn,
  ...row
}: CommissionRow): z.output<typeof CommissionAnswer> => ({
  ...row,
  budgetDays: days,
  holder: holders[row.state],
  openedAt: shanghaiIso(row.openedAt),
  changedAt: shanghaiIso(row.changedAt),
  deadlineAt: shanghaiIsoOrNull(row.deadlineAt),
});

export const commissionListed = (seen: SeenCommission, standing: CommissionStanding) => {
  const { isOwners: _owners, isAgencys: _agencys, isOverseen: _overseen, ...rest } = seen;
  const { isOfficers: _officers, isInvited: _invited, ownAgencyNo: _own, ...row } = rest;
  return { ...commissionAnswer(row), ...standing, actions: openActions(seen) };
};

const milestoneAnswer = (row: MilestoneRow): z.output<typeof MilestoneAnswer> => ({
  ...row,
  at: shanghaiIso(row.at),
});

interface Parts {
  readonly project: z.output<typeof ProjectSheet> | undefined;
  readonly agency: AgencyRow | undefined;
  readonly brief: BriefRow | undefined;
  readonly engagements: readonly EngagementRow[];
  readonly standing: CommissionStanding;
  readonly milestones: readonly MilestoneRow[];
  readonly files: readonly CommissionFile[];
}

export const commissionRecord = (
  row: SeenCommission,
  { project, agency, brief, engagements, standing, milestones, files }: Parts,
): z.output<typeof CommissionRecord> => ({
  ...commissionListed(row, standing),
  project: project ?? null,
  agency: agency ?? null,
  brief: brief ?? null,
  engagements: engagements.map((one) => engagementAnswer(one, one.endedAt === null ? standing.dueDay : null)),
  milestones: milestones.map(milestoneAnswer),
  files: files.map(showCommissionFile),
});

const engagementAnswer = (
  { commissionNo: _, choseFrom, ...row }: EngagementRow,
  dueDay: Day | null,
): z.output<typeof EngagementAnswer> => ({
  ...row,
  choseFrom: choseFrom && { count: choseFrom.length, agencyNos: choseFrom },
  chosenAt: shanghaiIso(row.chosenAt),
  signedAt: shanghaiIsoOrNull(row.signedAt),
  endedAt: shanghaiIsoOrNull(row.endedAt),
  dueDay,
});
