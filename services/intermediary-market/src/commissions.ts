import type { Queryable } from '@doudi/infra/database';
import { type AccessScope, type Caller, notFound, older, type PageQuery } from '@doudi/infra/http';
import { categories, commissionStates, stepCodes, taskCodes, tracks, waysOfChoosing } from '@doudi/workflows';
import type {
  Commission,
  CommissionRequest,
  CommissionState,
  FileSide,
  Instant,
  MilestoneNotice,
  RulesVersion,
} from '@doudi/workflows';
import sql, { empty, type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { milestoneToInsert, type NewMilestone } from './milestones.ts';
import { messageToInsert, outboxChannel } from './outbox.ts';
import { OwnPaper, ownColumns, type PaperSaid } from './own-papers.ts';
import { agencySide, invited, ownerSide, visibleTo } from './sides.ts';
import { things } from './words.ts';
import { dateOrNull, instant } from './instant-column.ts';

const CommissionRow = z.object({
  commissionNo: z.string(),
  /** null, as step and task, of an owner's own */
  orderNo: z.string().nullable(),
  step: z.enum(stepCodes).nullable(),
  task: z.enum(taskCodes).nullable(),
  isOwn: z.boolean(),
  /** of an owner's own: what becomes of the accepted result; null of a task's */
  own: OwnPaper.nullable(),
  projectCode: z.string(),
  uscc: z.string(),
  track: z.enum(tracks).nullable(),
  category: z.enum(categories),
  /** budget in working days; of an owner's own the days he gives it */
  days: z.number(),
  rulesVersion: z.number().transform((version) => version as RulesVersion),
  state: z.enum(commissionStates),
  agencyNo: z.string().nullable(),
  way: z.enum(waysOfChoosing).nullable(),
  needsInputs: z.boolean(),
  round: z.number(),
  failedTenders: z.number(),
  deliveries: z.number(),
  events: z.number(),
  openedAt: instant,
  changedAt: instant,
  /** of a published tender: the first instant that is too late for a bid */
  closesAt: instant.nullable(),
  /** when its state ends by itself, as counted last */
  deadlineAt: instant.nullable(),
});
export type CommissionRow = z.output<typeof CommissionRow>;

const columns = sql`
  c.commission_no as "commissionNo", c.order_no as "orderNo", c.step, c.task, ${ownColumns}, c.project_code as "projectCode",
  c.uscc, c.track, c.category, c.days, c.rules_version as "rulesVersion", c.state, c.agency_no as "agencyNo", c.way,
  c.needs_inputs as "needsInputs", c.round, c.failed_tenders as "failedTenders", c.deliveries, c.events,
  c.opened_at as "openedAt", c.changed_at as "changedAt", c.closes_at as "closesAt", c.deadline_at as "deadlineAt"`;

/** Adds a commission; answers false, and changes nothing, when it is there already. */
export async function insertCommission(
  db: Queryable,
  {
    commissionNo,
    orderNo,
    step,
    task,
    projectCode,
    uscc,
    category,
    days,
    track,
    openedAt,
  }: CommissionRequest,
  { rulesVersion, state, agencyNo, deliveries, events, changedAt }: Commission,
): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    insert into commissions (commission_no, order_no, step, task, project_code, uscc, track, category, days,
                             rules_version, state, agency_no, deliveries, events, opened_at, changed_at)
    values (${commissionNo}, ${orderNo}, ${step}, ${task}, ${projectCode}, ${uscc}, ${track ?? null}, ${category}, ${days},
            ${rulesVersion}, ${state}, ${agencyNo}, ${deliveries}, ${events}, ${new Date(openedAt)}, ${new Date(changedAt)})
        on conflict do nothing`);
  return rowCount === 1;
}

/** A commission among those `within` admits, held against other changes until the transaction ends. */
export async function findCommissionToChange(
  db: Queryable,
  commissionNo: string,
  within: Sql,
): Promise<CommissionRow | undefined> {
  const { rows } = await db.query(sql`
    select ${columns} from commissions c where c.commission_no = ${commissionNo} and (${within}) for update of c`);
  return CommissionRow.optional().parse(rows[0]);
}

/** A commission, and on which sides of it the caller stands. */
export type SeenCommission = z.output<typeof SeenCommission>;
const SeenCommission = CommissionRow.extend({
  isOwners: z.boolean(),
  isAgencys: z.boolean(),
  isOverseen: z.boolean(),
  isOfficers: z.boolean(),
  /** whether the caller's agency may bid for it now */
  isInvited: z.boolean(),
  /** the number of the caller's own agency */
  ownAgencyNo: z.string().nullable(),
});

export async function getCommission(
  db: Queryable,
  commissionNo: string,
  within = sql`true`,
): Promise<CommissionRow> {
  const { rows } = await db.query(sql`
    select ${columns} from commissions c where c.commission_no = ${commissionNo} and (${within})`);
  if (!rows[0]) throw notFound(things.commission);
  return CommissionRow.parse(rows[0]);
}

/** Who looks. */
interface Seeing {
  readonly scope: AccessScope;
  readonly caller: Caller;
}

// no agency is engaged: then the comparison with its number is null
const sidesOf = ({ scope, caller }: Seeing) =>
  sql`(${ownerSide(scope)}) as "isOwners", coalesce((${agencySide(scope)}), false) as "isAgencys",
       ${scope.all}::boolean as "isOverseen", ${caller.roles.includes('fallback-officer')}::boolean as "isOfficers", (${invited(scope)}) as "isInvited",
       (select a.agency_no from agencies a where a.uscc = ${scope.agencyUscc}) as "ownAgencyNo"`;

/** A commission that the caller may know of. */
export async function seeCommission(
  db: Queryable,
  commissionNo: string,
  seeing: Seeing,
): Promise<SeenCommission> {
  const { rows } = await db.query(sql`
    select ${columns}, ${sidesOf(seeing)}
      from commissions c
     where c.commission_no = ${commissionNo} and (${visibleTo(seeing.scope)})`);
  if (!rows[0]) throw notFound(things.commission);
  return SeenCommission.parse(rows[0]);
}

/** The sides of a commission on which the caller stands. */
export const sidesOfSeen = ({ isOwners, isAgencys }: SeenCommission): FileSide[] => [
  ...(isOwners ? (['owner'] as const) : []),
  ...(isAgencys ? (['agency'] as const) : []),
];

/** Commissions that wait for a move of the caller's side, the longest waiting first. */
export async function listWaiting(db: Queryable, seeing: Seeing): Promise<SeenCommission[]> {
  const { scope } = seeing;
  const { rows } = await db.query(sql`
    select ${columns}, ${sidesOf(seeing)}
      from commissions c
     where (c.state in ('briefing', 'selecting', 'awaiting-inputs', 'delivered') and (${ownerSide(scope)}))
        or (c.state in ('contracting', 'working') and (${agencySide(scope)}))
     order by c.changed_at, c.commission_no
     limit 1000`);
  return z.array(SeenCommission).parse(rows);
}

export interface CommissionFilter extends PageQuery, Seeing {
  readonly orderNo?: string | undefined;
  readonly projectCode?: string | undefined;
  /** whether they are owners' own; both unless said */
  readonly isOwn?: boolean | undefined;
  readonly state?: CommissionState | undefined;
}

export const commissionPosition = ({ openedAt, commissionNo }: CommissionRow) =>
  [openedAt, commissionNo] as const;

/** Commissions, the newest first, one more than the page holds. */
export async function listCommissions(db: Queryable, filter: CommissionFilter): Promise<SeenCommission[]> {
  const { scope, orderNo, projectCode, isOwn, state, limit } = filter;
  const { rows } = await db.query(sql`
    select ${columns}, ${sidesOf(filter)}
      from commissions c
     where (${visibleTo(scope)})
       and ${older(filter, sql`c.opened_at`, sql`c.commission_no`)}
       ${orderNo ? sql`and c.order_no = ${orderNo}` : empty}
       ${projectCode ? sql`and c.project_code = ${projectCode}` : empty}
       ${isOwn === undefined ? empty : sql`and (c.order_no is null) = ${isOwn}`}
       ${state ? sql`and c.state = ${state}` : empty}
     order by c.opened_at desc, c.commission_no desc
     limit ${limit + 1}`);
  return z.array(SeenCommission).parse(rows);
}

/** When the state of a commission ends by itself, and the calendar that was counted with. */
export interface Deadline {
  readonly closesAt: Instant | null;
  readonly deadlineAt: Instant | null;
  readonly calendarVersion: string;
}

/** The next state of a commission, the milestone that leads to it, and the message that its workflow gets. */
export interface Move {
  readonly next: Commission;
  readonly milestone: NewMilestone;
  readonly message: MilestoneNotice | null;
  readonly deadline: Deadline;
  /** of the acceptance of an owner's own */
  readonly paper?: PaperSaid | undefined;
}

/** Puts a commission, which the transaction holds, into its next state: one statement, and at its commit the relay is notified. */
export async function writeMove(
  db: Queryable,
  { next, milestone, message, deadline, paper }: Move,
): Promise<CommissionRow> {
  const { commissionNo } = milestone;
  const { rows } = await db.query(sql`
    with milestone as (${milestoneToInsert(milestone)})
    ${message ? sql`, message as (${messageToInsert(commissionNo, message)} returning id)` : empty}
    update commissions c
       set state = ${next.state}, agency_no = ${next.agencyNo}, way = ${next.way}, needs_inputs = ${next.needsInputs},
           round = ${next.round}, failed_tenders = ${next.failedTenders}, deliveries = ${next.deliveries},
           events = ${next.events}, changed_at = ${new Date(next.changedAt)}, closes_at = ${dateOrNull(deadline.closesAt)},
           deadline_at = ${dateOrNull(deadline.deadlineAt)}, deadline_calendar = ${deadline.calendarVersion}, reminded = 0
           ${paper ? sql`, paper_number = ${paper.number}, expires_day = ${paper.expiresDay}` : empty}
     where c.commission_no = ${commissionNo}
    returning ${columns}
      ${message ? sql`, (select count(pg_notify(${outboxChannel}, '')) from message) as notified` : empty}`);
  return CommissionRow.parse(rows[0]);
}
