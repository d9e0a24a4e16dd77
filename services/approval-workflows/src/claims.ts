import type { Queryable } from '@doudi/infra/database';
import { older, type PageQuery } from '@doudi/infra/http';
import type { Claim, Department, Instant, LeaveVerdict, StepCode, TaskCode } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import type { OfTask } from './task-in-plan.ts';

/** A claim after an outage, with what was written with it. */
export interface ClaimRow extends Claim {
  readonly orderNo: string;
  readonly projectCode: string;
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly department: Department;
  /** of the act: the kind of its event */
  readonly kind: string;
  readonly recordedAt: Date;
  readonly claimedAt: Date;
  /** from the office day claimed to that on record */
  readonly workingDays: number;
  readonly at: Date;
  readonly note: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
}

async function select(db: Queryable, rest: Sql): Promise<ClaimRow[]> {
  const { rows } = await db.query<ClaimRow>(sql`
    select c.no, c.order_no as "orderNo", o.project_code as "projectCode", c.step, c.task, c.department, c.event, c.kind,
           c.recorded_at as "recordedAt", c.claimed_at as "claimedAt", c.working_days as "workingDays",
           c.by, c.at, x.body as note, c.verdict, c.decided_by as "decidedBy", c.decided_at as "decidedAt",
           d.body as "decisionNote"
      from claims c
      join orders o using (order_no)
      join texts x on x.text_id = c.text_id
      left join texts d on d.text_id = c.decision_text_id
      ${rest}`);
  return rows;
}

export type NewClaim = Pick<
  ClaimRow,
  'orderNo' | 'step' | 'task' | 'department' | 'event' | 'kind' | 'by'
> & {
  readonly recordedAt: Instant;
  readonly claimedAt: Instant;
  readonly workingDays: number;
  readonly at: Instant;
  readonly textId: string | null;
};

/** Answers the number it got; undefined when the act has a claim that waits or was granted. */
export async function insertClaim(db: Queryable, claim: NewClaim): Promise<number | undefined> {
  const { orderNo, step, task, department, event, kind, workingDays, by, textId } = claim;
  const { rows } = await db.query<{ no: number }>(sql`
    insert into claims (order_no, step, task, department, event, kind, recorded_at, claimed_at, working_days, by, at, text_id)
    values (${orderNo}, ${step}, ${task}, ${department}, ${event}, ${kind}, ${new Date(claim.recordedAt)},
      ${new Date(claim.claimedAt)}, ${workingDays}, ${by}, ${new Date(claim.at)}, ${textId})
    on conflict do nothing returning no`);
  return rows[0]?.no;
}

/** What a second person says to a claim or an amendment. */
export interface Decision {
  readonly verdict: LeaveVerdict;
  readonly by: string;
  readonly at: Instant;
  readonly textId: string | null;
}

/** What a second person said to it; the caller has locked its order and judged that it waits. */
export const markClaimDecided = (db: Queryable, no: number, decision: Decision) =>
  db.query(sql`
    update claims
       set verdict = ${decision.verdict}, decided_by = ${decision.by}, decided_at = ${new Date(decision.at)},
           decision_text_id = ${decision.textId}
     where no = ${no} and verdict is null`);

/** The claims about acts on a task, in order. */
export const listClaimsOfTask = (db: Queryable, { orderNo, task }: OfTask): Promise<ClaimRow[]> =>
  select(db, sql`where c.order_no = ${orderNo} and c.task = ${task} order by c.no`);

/** More than a person can look through; the longest waiting come first. */
const most = 200;

/** The claims that wait for somebody who did not make them. */
export const listWaitingClaims = (db: Queryable, subject: string): Promise<ClaimRow[]> =>
  select(db, sql`where c.verdict is null and c.by <> ${subject} order by c.at, c.no limit ${most}`);

/** Newest first; one more than the limit, when there are more. */
export const listClaims = (db: Queryable, query: PageQuery): Promise<ClaimRow[]> =>
  select(
    db,
    sql`where ${older(query, sql`c.at`, claimKey)} order by c.at desc, ${claimKey} desc limit ${query.limit + 1}`,
  );

/** The number of a claim as a key of pages, in the order of the numbers. */
const claimKey = sql`lpad(c.no::text, 10, '0')`;
export const keyOfClaim = ({ no }: ClaimRow): string => String(no).padStart(10, '0');
