import type { Queryable } from '@doudi/infra/database';
import { type NewNotice, noticesToInsert } from '@doudi/infra/http';
import {
  categoryOf,
  departmentOf,
  stepWorkflowId,
  type AtCounter,
  type Instant,
  type StepWrite,
  type Task,
  type TaskCode,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import { eventsToInsert, refuseContradicted } from './events.ts';

/**
 * Writes a step, its tasks, the lines of its ledger, its new events and the notices of them in one statement; answers whether the
 * step's row was put forward, false when it knows that event already. `dueAt` are the instants at which its open tasks fall due.
 * Throws when an event is on record with another content.
 */
export async function writeStep(
  db: Queryable,
  write: StepWrite,
  { dueAt, notices }: { dueAt: ReadonlyMap<TaskCode, Instant>; notices: readonly NewNotice[] },
): Promise<boolean> {
  const { orderNo, generation, step, events } = write;
  const source = { workflowId: stepWorkflowId(orderNo, step.code), generation, orderNo, step: step.code };
  const { rows } = await db.query<{ isForward: boolean; appended: number }>(sql`
    with forward as (${stepRow(write)} returning true),
    tasks_written as (${taskRows(write, dueAt)}),
    ledger_written as (${ledgerRows(write)}),
    told as (${noticesToInsert(notices)}),
    appended as (${eventsToInsert(source, events)} returning true)
    select exists (select from forward) as "isForward", (select count(*)::int from appended) as appended`);
  const { isForward = false, appended = 0 } = rows[0] ?? {};
  if (appended < events.length) await refuseContradicted(db, source, events);
  return isForward;
}

const at = (instant: Instant | null | undefined) => (instant == null ? null : new Date(instant));

const stepRow = ({ orderNo, generation, step }: StepWrite) => sql`
  insert into steps (order_no, step, generation, seq, opened_at, closed_at, outcome, stops)
  values (${orderNo}, ${step.code}, ${generation}, ${step.events}, ${at(step.openedAt)}, ${at(step.closedAt)},
    ${step.outcome}, ${JSON.stringify(step.stops)})
  on conflict (order_no, step) do update
    set generation = excluded.generation, seq = excluded.seq, closed_at = excluded.closed_at,
        outcome = excluded.outcome, stops = excluded.stops
    where (steps.generation, steps.seq) < (excluded.generation, excluded.seq)`;

/** The tasks as they stand, when the row of the step is put forward. */
function taskRows({ orderNo, step }: StepWrite, dueAt: ReadonlyMap<TaskCode, Instant>) {
  const rows = step.tasks.map((task, position) => ({
    ...{
      task: task.code,
      position,
      kind: task.kind,
      department: departmentOf(task),
      category: categoryOf(task),
    },
    ...{ budget_days: task.budget, state: task.state, reviewer: task.reviewer, opinion: task.opinion },
    counter: counterOf(task),
    ...{ opened_at: at(task.openedAt), closed_at: at(task.closedAt), due_at: at(dueAt.get(task.code)) },
  }));
  return sql`
    insert into tasks (order_no, step, task, position, kind, department, category, budget_days, state,
                       counter, opened_at, closed_at, reviewer, opinion, due_at)
    select ${orderNo}, ${step.code}, t.task, t.position, t.kind, t.department, t.category, t.budget_days, t.state,
           t.counter, t.opened_at, t.closed_at, t.reviewer, t.opinion, t.due_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (
        task text, position smallint, kind text, department text, category text, budget_days integer, state text,
        counter jsonb, opened_at timestamptz, closed_at timestamptz, reviewer text, opinion text, due_at timestamptz)
     where exists (select from forward)
    on conflict (order_no, step, task) do update
      set state = excluded.state, counter = excluded.counter, opened_at = excluded.opened_at, closed_at = excluded.closed_at,
          reviewer = excluded.reviewer, opinion = excluded.opinion, due_at = excluded.due_at`;
}

/** What happened to a task at the counter, and the rules of its plan for that. */
const counterOf = ({
  acceptance,
  supplements,
  requests,
  extension,
  opinions,
  publicNotice,
  ...task
}: Task): AtCounter => ({
  ...{ acceptance, supplements, requests, extension, opinions, publicNotice },
  ...(task.papers && { papers: task.papers }),
  ...(task.paperList && { paperList: task.paperList }),
  ...(task.extendableBy && { extendableBy: task.extendableBy }),
  ...(task.consults && { consults: task.consults }),
  ...(task.promises && { promises: task.promises }),
  ...(task.commitments && { commitments: task.commitments }),
});

/** The lines that a generation of the step lacks; a line once written never changes. */
function ledgerRows({ orderNo, generation, step }: StepWrite) {
  const rows = step.ledger.map((line, i) => ({ ...line, line_no: i + 1, at: at(line.at) }));
  return sql`
    insert into ledger_changes (order_no, step, generation, line_no, at, bucket, task, event, because)
    select ${orderNo}, ${step.code}, ${generation}::integer, l.*
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l (
        line_no integer, at timestamptz, bucket text, task text, event integer, because text)
     where exists (select from forward)
    on conflict do nothing`;
}
