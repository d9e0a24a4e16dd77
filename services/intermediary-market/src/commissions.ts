import type { Queryable } from '@doudi/infra/database';
import { type AccessScope, notFound, older, type PageQuery } from '@doudi/infra/http';
import { categories, commissionStates, stepCodes, taskCodes, tracks } from '@doudi/workflows';
import type { Commission, CommissionRequest, CommissionState, MilestoneNotice } from '@doudi/workflows';
import sql, { empty, type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { milestoneToInsert, type NewMilestone } from './milestones.ts';
import { messageToInsert, outboxChannel } from './outbox.ts';
import { agencySide, ownerSide, visibleTo } from './sides.ts';
import { things } from './words.ts';

const instant = z.date().transform((at) => at.getTime());
const CommissionRow = z.object({
  commissionNo: z.string(),
  orderNo: z.string(),
  step: z.enum(stepCodes),
  task: z.enum(taskCodes),
  projectCode: z.string(),
  uscc: z.string(),
  track: z.enum(tracks).nullable(),
  category: z.enum(categories),
  /** budget in working days */
  days: z.number(),
  state: z.enum(commissionStates),
  agencyNo: z.string().nullable(),
  deliveries: z.number(),
  events: z.number(),
  openedAt: instant,
  changedAt: instant,
});
export type CommissionRow = z.output<typeof CommissionRow>;

const columns = sql`
  c.commission_no as "commissionNo", c.order_no as "orderNo", c.step, c.task, c.project_code as "projectCode",
  c.uscc, c.track, c.category, c.days, c.state, c.agency_no as "agencyNo", c.deliveries, c.events,
  c.opened_at as "openedAt", c.changed_at as "changedAt"`;

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
  { state, agencyNo, deliveries, events, changedAt }: Commission,
): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    insert into commissions (commission_no, order_no, step, task, project_code, uscc, track, category, days,
                             state, agency_no, deliveries, events, opened_at, changed_at)
    values (${commissionNo}, ${orderNo}, ${step}, ${task}, ${projectCode}, ${uscc}, ${track ?? null}, ${category}, ${days}, ${state},
            ${agencyNo}, ${deliveries}, ${events}, ${new Date(openedAt)}, ${new Date(changedAt)})
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
const SeenCommission = CommissionRow.extend({ isOwners: z.boolean(), isAgencys: z.boolean() });

export async function getCommission(
  db: Queryable,
  commissionNo: string,
  within: Sql,
): Promise<CommissionRow> {
  const { rows } = await db.query(sql`
    select ${columns} from commissions c where c.commission_no = ${commissionNo} and (${within})`);
  if (!rows[0]) throw notFound(things.commission);
  return CommissionRow.parse(rows[0]);
}

// no agency is engaged: then the comparison with its number is null
const sidesOf = (scope: AccessScope) =>
  sql`(${ownerSide(scope)}) as "isOwners", coalesce((${agencySide(scope)}), false) as "isAgencys"`;

/** A commission that the caller may know of. */
export async function seeCommission(
  db: Queryable,
  commissionNo: string,
  scope: AccessScope,
): Promise<SeenCommission> {
  const { rows } = await db.query(sql`
    select ${columns}, ${sidesOf(scope)}
      from commissions c
     where c.commission_no = ${commissionNo} and (${visibleTo(scope)})`);
  if (!rows[0]) throw notFound(things.commission);
  return SeenCommission.parse(rows[0]);
}

/** Commissions that wait for a move of the caller's side, the longest waiting first. */
export async function listWaiting(db: Queryable, scope: AccessScope): Promise<SeenCommission[]> {
  const { rows } = await db.query(sql`
    select ${columns}, ${sidesOf(scope)}
      from commissions c
     where (c.state in ('briefing', 'delivered') and (${ownerSide(scope)}))
        or (c.state in ('contracting', 'working') and (${agencySide(scope)}))
     order by c.changed_at, c.commission_no
     limit 1000`);
  return z.array(SeenCommission).parse(rows);
}

export interface CommissionFilter extends PageQuery {
  readonly scope: AccessScope;
  readonly orderNo?: string | undefined;
  readonly state?: CommissionState | undefined;
}

export const commissionPosition = ({ openedAt, commissionNo }: CommissionRow) =>
  [openedAt, commissionNo] as const;

/** Commissions, the newest first, one more than the page holds. */
export async function listCommissions(db: Queryable, filter: CommissionFilter): Promise<SeenCommission[]> {
  const { scope, orderNo, state, limit } = filter;
  const { rows } = await db.query(sql`
    select ${columns}, ${sidesOf(scope)}
      from commissions c
     where (${visibleTo(scope)})
       and ${older(filter, sql`c.opened_at`, sql`c.commission_no`)}
       ${orderNo ? sql`and c.order_no = ${orderNo}` : empty}
       ${state ? sql`and c.state = ${state}` : empty}
     order by c.opened_at desc, c.commission_no desc
     limit ${limit + 1}`);
  return z.array(SeenCommission).parse(rows);
}

/** The next state of a commission, the milestone that leads to it, and the message that its workflow gets. */
export interface Move {
  readonly next: Commission;
  readonly milestone: NewMilestone;
  readonly message: MilestoneNotice | null;
}

/** Puts a commission, which the transaction holds, into its next state: one statement, and at its commit the relay is notified. */
export async function writeMove(db: Queryable, { next, milestone, message }: Move): Promise<CommissionRow> {
  const { commissionNo } = milestone;
  const { rows } = await db.query(sql`
    with milestone as (${milestoneToInsert(milestone)})
    ${message ? sql`, message as (${messageToInsert(commissionNo, message)} returning id)` : empty}
    update commissions c
       set state = ${next.state}, agency_no = ${next.agencyNo}, deliveries = ${next.deliveries},
           events = ${next.events}, changed_at = ${new Date(next.changedAt)}
     where c.commission_no = ${commissionNo}
    returning ${columns}
      ${message ? sql`, (select count(pg_notify(${outboxChannel}, '')) from message) as notified` : empty}`);
  return CommissionRow.parse(rows[0]);
}
