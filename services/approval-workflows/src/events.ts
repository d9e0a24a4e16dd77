import { isDeepStrictEqual } from 'node:util';
import type { Queryable } from '@doudi/infra/database';
import { contradiction } from '@doudi/infra/temporal';
import type { RecordedEvent, StepCode } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';

/** Whose events these are. */
export interface Source {
  readonly workflowId: string;
  readonly generation: number;
  /** null of a case that is about no order */
  readonly orderNo: string | null;
  readonly step?: StepCode;
  readonly caseNo?: string;
}

/** Appends the events the table lacks; throws when one of them is there with another content. */
export async function insertEvents(
  db: Queryable,
  source: Source,
  events: readonly RecordedEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const { rowCount } = await db.query(eventsToInsert(source, events));
  if (rowCount !== events.length) await refuseContradicted(db, source, events);
}

/** The insertion of the events the table lacks, as a part of a statement. */
export function eventsToInsert(source: Source, events: readonly RecordedEvent[]): Sql {
  const { workflowId, generation, orderNo, step = null, caseNo = null } = source;
  const rows = events.map((event) => ({ ...event, at: new Date(event.at) }));
  return sql`
    insert into events (workflow_id, generation, seq, order_no, step, case_no, at, kind, by, detail)
    select ${workflowId}, ${generation}::integer, e.seq, ${orderNo}, ${step}, ${caseNo}, e.at, e.kind, e.by, e.detail
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (
        seq integer, at timestamptz, kind text, by text, detail jsonb)
    on conflict do nothing`;
}

/**
 * Of events that are on record already: the same content is a repetition. Another content is of a history that one of the stores has
 * lost: it is written under the newest generation, if there is a newer one, else refused.
 */
export async function refuseContradicted(
  db: Queryable,
  source: Source,
  events: readonly RecordedEvent[],
): Promise<void> {
  const contradicted = await findContradicted(db, source, events);
  if (contradicted === undefined) return;
  const { workflowId, generation } = source;
  const newest = await newestGeneration(db, workflowId);
  if (newest === generation)
    throw contradiction(`event ${contradicted} of ${workflowId} is on record with another content`);
  await insertEvents(db, { ...source, generation: newest }, events);
}

/** The first of these events that the table has with another content. */
async function findContradicted(
  db: Queryable,
  { workflowId, generation }: Source,
  events: readonly RecordedEvent[],
): Promise<number | undefined> {
  const { rows } = await db.query<EventRow>(sql`
    select seq, at, kind, by, detail from events
     where workflow_id = ${workflowId} and generation = ${generation} and seq = any(${events.map(({ seq }) => seq)})`);
  const known = new Map(rows.map((row) => [row.seq, row]));
  return events.find((event) => !isOnRecord(event, known.get(event.seq)))?.seq;
}

export const isOnRecord = ({ at, kind, by, detail }: RecordedEvent, row: EventRow | undefined) =>
  row !== undefined &&
  isDeepStrictEqual([at, kind, by, detail], [row.at.getTime(), row.kind, row.by, row.detail]);

async function newestGeneration(db: Queryable, workflowId: string): Promise<number> {
  const { rows } = await db.query<{ newest: number }>(
    sql`select max(generation) as newest from events where workflow_id = ${workflowId}`,
  );
  return rows[0]?.newest ?? 1;
}

/**
 * Not superseded: a newer generation says what happened from its first number on. A case that is reopened begins anew: what it was
 * before stays.
 */
export const isCounted = sql`not exists (
  select from events n
   where n.workflow_id = e.workflow_id and n.generation > e.generation and n.seq <= e.seq
     and not exists (
       select from events r
        where r.workflow_id = e.workflow_id and r.kind = 'reopen'
          and r.generation > e.generation and r.generation <= n.generation))`;

/** The events of a workflow that count, in order; those of a case from the generation of its run on. */
export async function listCountedEvents(db: Queryable, workflowId: string, from = 1): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(sql`
    select seq, at, kind, by, detail from events e
     where workflow_id = ${workflowId} and generation >= ${from} and ${isCounted} order by generation, seq`);
  return rows;
}

export interface EventRow {
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly by: string | null;
  readonly detail: RecordedEvent['detail'];
}

/** An event of an order or of one of its steps. */
export interface LedgerEvent extends EventRow {
  /** `<workflow_id>#<seq>` */
  readonly id: string;
  /** null for the order's own */
  readonly step: StepCode | null;
}

/** The events of an order and of its steps, in the order of their instants. */
export async function listLedgerEvents(db: Queryable, orderNo: string): Promise<LedgerEvent[]> {
  const { rows } = await db.query<LedgerEvent>(sql`
    select workflow_id || '#' || seq as id, step, seq, at, kind, by, detail from events e
     where order_no = ${orderNo} and case_no is null and ${isCounted}
     order by at, generation, workflow_id, seq`);
  return rows;
}
