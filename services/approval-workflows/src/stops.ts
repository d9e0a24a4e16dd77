import type { Queryable } from '@doudi/infra/database';
import { type AccessScope, older, type PageQuery } from '@doudi/infra/http';
import type { Department, Instant, StepCode, StopReason, TaskCode } from '@doudi/workflows';
import sql from 'sql-template-tag';

/** A legal stop with the review it was approved for. */
export interface StopRow {
  readonly orderNo: string;
  readonly projectCode: string;
  readonly calendarVersion: string;
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly department: Department;
  readonly reason: StopReason;
  readonly from: Date;
  readonly plannedEnd: Date;
  /** null while it runs */
  readonly endedAt: Date | null;
}

export interface StopsFilter extends PageQuery {
  readonly scope: AccessScope;
  readonly department?: Department | undefined;
  readonly running?: boolean | undefined;
}

const instant = (name: string) => sql`to_timestamp((stop ->> ${name})::float8 / 1000)`;

/** Stops within reach, newest first, one more than the page holds; a department reaches those of its own reviews. */
export async function listStops(db: Queryable, filter: StopsFilter, now: Instant): Promise<StopRow[]> {
  const { scope, department = null, running = null, limit } = filter;
  const { rows } = await db.query<StopRow>(sql`
    select * from (
      select s.order_no as "orderNo", o.project_code as "projectCode", o.calendar_version as "calendarVersion", s.step, t.task,
             t.department, stop ->> 'reason' as reason, ${instant('from')} as "from", ${instant('plannedEnd')} as "plannedEnd",
             -- one whose time has come is over, also before its workflow has written so
             coalesce(${instant('endedAt')}, s.closed_at,
                      case when ${instant('plannedEnd')} <= ${new Date(now)} then ${instant('plannedEnd')} end) as "endedAt"
        from steps s
        cross join lateral jsonb_array_elements(s.stops) stop
        join tasks t on t.order_no = s.order_no and t.step = s.step and t.task = stop ->> 'task'
        join orders o on o.order_no = s.order_no
       where s.stops <> '[]') stops
     where (${scope.all}::boolean or department = ${scope.department}::text)
       and (${department}::text is null or department = ${department})
       and (${running}::boolean is null or ("endedAt" is null) = ${running})
       and ${older(filter, sql`"from"`, stopKey)}
     order by "from" desc, ${stopKey} desc
     limit ${limit + 1}`);
  return rows;
}

const stopKey = sql`"orderNo" || '/' || task`;
export const positionOf = ({ from, orderNo, task }: StopRow) =>
  [from.getTime(), `${orderNo}/${task}`] as const;
