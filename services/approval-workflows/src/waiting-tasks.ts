import type { Queryable } from '@doudi/infra/database';
import type { AccessScope } from '@doudi/infra/http';
import type { Step, TaskCode } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { orderColumns, OrderRow } from './orders.ts';
import { stepColumn } from './steps.ts';
import { ownersOfOrder, within } from './within-scope.ts';

/** What can wait at a task, each for somebody else. */
export type WaitingKind = 'review' | 'check' | 'opinion' | 'supplement' | 'promise' | 'request';

/** A task at which something waits for the caller. */
export interface WaitingTask {
  readonly kind: WaitingKind;
  readonly row: OrderRow;
  readonly step: Step;
  readonly task: TaskCode;
  /** the number of the request that waits */
  readonly request: number | null;
}

/** Who asks, by what he is. */
export interface Waited {
  readonly subject: string;
  readonly roles: readonly string[];
  readonly scope: AccessScope;
}

/** More than a person can look through; the earliest due come first. */
const most = 500;

/** The open reviews at which something waits for this person. */
export async function listWaitingTasks(
  db: Queryable,
  { subject, roles, scope }: Waited,
): Promise<WaitingTask[]> {
  const is = (role: string) => sql`${roles.includes(role)}::boolean`;
  const department = sql`${scope.department}::text`;
  const reach = { ...scope, all: false, department: null };
  const isApplicant = within(reach, ownersOfOrder);
  const { rows } = await db.query<Record<string, unknown>>(sql`
    select ${orderColumns}, ${stepColumn} as "stepState", t.task, k.kind, k.request
      from tasks t join steps s using (order_no, step) join orders o using (order_no),
      lateral (
        select 'review' as kind, null::integer as request
         where ${is('reviewer')} and t.department = ${department} and t.state = 'reviewing'
        union all
        select 'check', null
         where ${is('checker')} and t.department = ${department} and t.state = 'checking' and t.reviewer <> ${subject}
        union all
        select 'opinion', null
         where ${is('reviewer')} and t.counter -> 'consults' -> 'departments' @> to_jsonb(${department})
           and not t.counter -> 'opinions' @> jsonb_build_array(jsonb_build_object('department', ${department}))
        union all
        select 'supplement', null
         where t.state = 'supplementing' and ${isApplicant}
        union all
        select 'promise', null
         where t.counter -> 'promises' @> '[{"keptAt": null}]' and ${isApplicant}
        union all
        select 'request', (r ->> 'no')::integer from jsonb_array_elements(t.counter -> 'requests') r
         where r ->> 'by' <> ${subject}
           and case r ->> 'kind' when 'extension' then ${is('head')} and t.department = ${department}
               else ${is('supervisor')} end
      ) k
     where t.state in ('reviewing', 'checking', 'supplementing', 'withheld')
     order by t.due_at nulls last, t.order_no, t.task
     limit ${most}`);
  return rows.map(({ stepState, task, kind, request, ...row }) => ({
    kind: kind as WaitingKind,
    row: OrderRow.parse(row),
    step: stepState as Step,
    task: task as TaskCode,
    request: request as number | null,
  }));
}
