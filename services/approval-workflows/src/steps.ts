import type { Queryable } from '@doudi/infra/database';
import {
  untouchedAtCounter,
  type Outcome,
  type PlannedStep,
  type Step,
  type StepCode,
} from '@doudi/workflows';
import sql, { raw } from 'sql-template-tag';

/** The outcome of a step that has closed. */
export async function findStepOutcome(
  db: Queryable,
  orderNo: string,
  step: StepCode,
): Promise<Outcome | undefined> {
  const { rows } = await db.query<{ outcome: Outcome | null }>(
    sql`select outcome from steps where order_no = ${orderNo} and step = ${step}`,
  );
  return rows[0]?.outcome ?? undefined;
}

/** Whether a step opens any moment: the order goes on, and all before the step are approved, but it is not on record yet. */
export async function isOpening(
  db: Queryable,
  orderNo: string,
  { code, after }: Pick<PlannedStep, 'code' | 'after'>,
): Promise<boolean> {
  const { rows } = await db.query<{ isOpening: boolean }>(sql`
    select o.closed_at is null
       and not exists (select from steps s where s.order_no = o.order_no
                        and (s.step = ${code} or s.outcome in ('refused', 'withdrawn')))
       and (select count(*) from steps s where s.order_no = o.order_no and s.outcome = 'approved'
             and s.step = any (${after}::text[])) = ${after.length} as "isOpening"
      from orders o where o.order_no = ${orderNo}`);
  return rows[0]?.isOpening ?? false;
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

/** Of rows that were written again from histories of before there was a counter, what they lack. */
const untouched = JSON.stringify(untouchedAtCounter);

// One statement, so that what is read is of one moment.
const asJson = raw(`
  jsonb_build_object(
    'code', s.step, 'openedAt', ${ms('s.opened_at')}, 'closedAt', ${ms('s.closed_at')}, 'outcome', s.outcome,
    'stops', s.stops, 'events', s.seq,
    'tasks', (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'code', t.task, 'kind', t.kind, 'department', t.department, 'category', t.category, 'budget', t.budget_days))
        || jsonb_build_object('state', t.state, 'openedAt', ${ms('t.opened_at')}, 'closedAt', ${ms('t.closed_at')},
             'reviewer', t.reviewer, 'opinion', t.opinion) || '${untouched}'::jsonb || t.counter order by t.position)
      from tasks t where t.order_no = s.order_no and t.step = s.step),
    'ledger', (select coalesce(jsonb_agg(jsonb_build_object('at', ${ms('l.at')}, 'bucket', l.bucket, 'task', l.task,
        'event', l.event, 'because', l.because) order by l.line_no), '[]')
      from ledger_changes l where l.order_no = s.order_no and l.step = s.step and l.generation = s.generation))`);

/** The step `s` as the rules judge it, as a column of a statement. */
export const stepColumn = asJson;

/** The opened steps of an order as the rules judge them. */
export async function listSteps(db: Queryable, orderNo: string): Promise<Step[]> {
  const { rows } = await db.query<{ step: Step }>(
    sql`select ${asJson} as step from steps s where s.order_no = ${orderNo}`,
  );
  return rows.map(({ step }) => step);
}

/** The same of the order `o`, as a column of a statement. */
export const stepsColumn = sql`
  (select coalesce(jsonb_agg(${asJson}), '[]') from steps s where s.order_no = o.order_no)`;
