import type { Queryable } from '@doudi/infra/database';
import type { Instant, RulesVersion, Step, StepCode, TaskCode } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { isCounted } from '../events.ts';
import { orderColumns, OrderRow } from '../orders.ts';
import { stepsColumn } from '../steps.ts';

/** An order with all that is judged by the rules, of one moment. */
export interface OrderOnRecord {
  readonly row: OrderRow;
  readonly rulesVersion: RulesVersion;
  readonly steps: readonly Step[];
  /** the calendars it is on or was on before */
  readonly calendars: readonly string[];
  /** events that time alone brings to steps, in order, also those taken back */
  readonly marks: readonly MarkOnRecord[];
  /** closing time of the due day of each task as of its last event; null while it waits or is paused */
  readonly dueAt: readonly { readonly task: TaskCode; readonly at: Instant | null }[];
  /** steps that have a case by timeout, and whether lateness was ever taken back */
  readonly cases: readonly { readonly step: StepCode; readonly caseNo: string; readonly isUndone: boolean }[];
}
interface MarkOnRecord {
  readonly step: StepCode;
  readonly kind: 'light' | 'light-undone' | 'task-late' | 'task-late-undone';
  readonly at: Instant;
  /** the light, or the task */
  readonly code: string;
}

/** Orders that are read at a time. */
const page = 100;

/** All orders by number, page by page. */
export async function* ordersByNumber(db: Queryable): AsyncGenerator<readonly OrderOnRecord[]> {
  for (let after = ''; ;) {
    const orders = await ordersAfter(db, after);
    if (orders.length > 0) yield orders;
    const last = orders.at(-1);
    if (!last || orders.length < page) return;
    after = last.row.orderNo;
  }
}

async function ordersAfter(db: Queryable, after: string): Promise<OrderOnRecord[]> {
  const { rows } = await db.query<Record<string, unknown> & Omit<OrderOnRecord, 'row'>>(sql`
    select ${orderColumns}, o.rules_version as "rulesVersion", ${stepsColumn} as steps,
      (select array_agg(distinct v) from (
         select o.calendar_version as v
         union all select unnest(array[m.from_version, m.to_version]) from calendar_moves m where m.order_no = o.order_no) k) as calendars,
      (select coalesce(jsonb_agg(jsonb_build_object('step', e.step, 'kind', e.kind, 'at', (extract(epoch from e.at) * 1000)::bigint,
                'code', coalesce(e.detail ->> 'light', e.detail ->> 'task')) order by e.workflow_id, e.generation, e.seq), '[]')
         from events e
        where e.order_no = o.order_no and e.kind in ('light', 'light-undone', 'task-late', 'task-late-undone') and ${isCounted}) as marks,
      (select coalesce(jsonb_agg(jsonb_build_object('task', t.task, 'at', (extract(epoch from t.due_at) * 1000)::bigint)), '[]')
         from tasks t where t.order_no = o.order_no) as "dueAt",
      (select coalesce(jsonb_agg(jsonb_build_object('step', c.step, 'caseNo', c.case_no, 'isUndone',
                exists (select from events e where e.case_no = c.case_no and e.kind = 'undone'))), '[]')
         from cases c where c.order_no = o.order_no and c.way = 'timeout' and c.step is not null) as cases
      from orders o where o.order_no > ${after} order by o.order_no limit ${page}`);
  return rows.map(({ rulesVersion, steps, calendars, marks, dueAt, cases, ...row }) => ({
    ...{ row: OrderRow.parse(row), rulesVersion, steps, calendars, marks, dueAt, cases },
  }));
}
