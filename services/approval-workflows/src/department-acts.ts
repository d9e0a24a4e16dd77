import type { Queryable } from '@doudi/infra/database';
import { claimableActs, type Department, type DepartmentAct, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { isCounted } from './events.ts';
import type { OfTask } from './task-in-plan.ts';

/** The acts of its own department that are on record of a task, in order. */
export async function listDepartmentActs(db: Queryable, { orderNo, task }: OfTask): Promise<DepartmentAct[]> {
  const { rows } = await db.query<Omit<DepartmentAct, 'at'> & { readonly at: Date }>(sql`
    select e.seq as no, e.kind, e.at, e.by from events e
     where e.order_no = ${orderNo} and e.detail ->> 'task' = ${task} and e.kind = any (${[...claimableActs]}) and ${isCounted}
     order by e.seq`);
  return rows.map(({ at, ...act }) => ({ ...act, at: at.getTime() }));
}

/** What a department has on record since an instant, and how much of it was claimed to have happened earlier. */
export interface ClaimShare {
  readonly department: Department;
  readonly acts: number;
  readonly granted: number;
  readonly waiting: number;
  /** of the claims that were granted */
  readonly workingDays: number;
}

/** Of every department that has acts on record since then: how many, and the claims about them. */
export async function listClaimShares(db: Queryable, since: Instant): Promise<ClaimShare[]> {
  const from = new Date(since);
  const { rows } = await db.query<ClaimShare>(sql`
    with acts as (
      select t.department, count(*)::integer as acts
        from events e join tasks t on t.order_no = e.order_no and t.step = e.step and t.task = e.detail ->> 'task'
       where e.at >= ${from} and e.kind = any (${[...claimableActs]}) and ${isCounted}
       group by t.department),
    claimed as (
      select department, count(*) filter (where verdict = 'grant')::integer as granted,
             count(*) filter (where verdict is null)::integer as waiting,
             coalesce(sum(working_days) filter (where verdict = 'grant'), 0)::integer as days
        from claims where recorded_at >= ${from} group by department)
    select a.department, a.acts, coalesce(c.granted, 0) as granted, coalesce(c.waiting, 0) as waiting,
           coalesce(c.days, 0) as "workingDays"
      from acts a left join claimed c using (department) order by a.department`);
  return rows;
}
