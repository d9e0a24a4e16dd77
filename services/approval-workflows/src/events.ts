import type { Queryable } from '@doudi/infra/database';
import type { RecordedEvent, StepCode } from '@doudi/workflows';
import sql, { join } from 'sql-template-tag';

/** Whose events these are. */
export interface Source {
  readonly workflowId: string;
  readonly generation: number;
  readonly orderNo: string;
  readonly step?: StepCode;
  readonly caseNo?: string;
}

/** Appends the events the table lacks: none is lost, none is there twice. */
export const insertEvents = async (
  db: Queryable,
  source: Source,
  events: readonly RecordedEvent[],
): Promise<void> => {
  const { workflowId, generation, orderNo, step = null, caseNo = null } = source;
  if (events.length === 0) return;
  await db.query(sql`
    insert into events (workflow_id, generation, seq, order_no, step, case_no, at, kind, by, detail)
    values ${join(
      events.map(
        ({ seq, at, kind, by, detail }) =>
          sql`(${workflowId}, ${generation}, ${seq}, ${orderNo}, ${step}, ${caseNo}, ${new Date(at)}, ${kind}, ${by}, ${JSON.stringify(detail)})`,
      ),
    )}
    on conflict do nothing`);
};

export interface EventRow {
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly by: string | null;
  readonly detail: RecordedEvent['detail'];
}

/** Who did what put a line into a ledger, and when. */
export interface LedgerEvent {
  /** `<workflow_id>#<seq>` */
  readonly id: string;
  readonly at: Date;
  readonly by: string | null;
}

/** The events of an order's steps; of one that was written again under a newer generation the newest is last. */
export async function listStepEvents(db: Queryable, orderNo: string): Promise<LedgerEvent[]> {
  const { rows } = await db.query<LedgerEvent>(sql`
    select workflow_id || '#' || seq as id, at, by from events
     where order_no = ${orderNo} and step is not null
     order by generation, workflow_id, seq`);
  return rows;
}

/** The events of one case, in order. */
export async function listCaseEvents(db: Queryable, caseNo: string): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(
    sql`select seq, at, kind, by, detail from events where case_no = ${caseNo} order by generation, seq`,
  );
  return rows;
}
