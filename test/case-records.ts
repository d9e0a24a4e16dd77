import type { Pool } from '@doudi/infra/database';
import { caseWorkflowId, stepWorkflowId, type Day, type OfficeClock, type StepCode } from '@doudi/workflows';
import { Client } from '@temporalio/client';
import type { TestTemporal } from '@doudi/testing/temporal/test-temporal';

/** The setting of the office clock. */
export async function clockOf(db: Pool): Promise<OfficeClock> {
  const { rows } = await db.query<{ officeAt: Date; clockAt: Date; rate: number }>(
    'select office_at as "officeAt", clock_at as "clockAt", rate from shared.office_clock',
  );
  const { officeAt, clockAt, rate } = rows[0]!;
  return { officeAt: officeAt.getTime(), clockAt: clockAt.getTime(), rate };
}

/** The orders of a track that were received before an instant. */
export async function receivedOn(
  db: Pool,
  { track, before }: { readonly track: string; readonly before: number },
): Promise<string[]> {
  const { rows } = await db.query<{ orderNo: string }>(
    'select order_no as "orderNo" from orders where track = $1 and received_at < $2 order by order_no',
    [track, new Date(before)],
  );
  return rows.map(({ orderNo }) => orderNo);
}

/** The numbers that were given on an office day, in order. */
export async function numbersOf(db: Pool, day: Day): Promise<string[]> {
  const { rows } = await db.query<{ caseNo: string }>(
    `select case_no as "caseNo" from cases where case_no like $1 order by case_no`,
    [`DD${day.replaceAll('-', '')}%`],
  );
  return rows.map(({ caseNo }) => caseNo);
}

/** How often each of these orders has had its papers accepted by silence. */
export async function silencesOf(db: Pool, orderNos: readonly string[]): Promise<number[]> {
  const { rows } = await db.query<{ count: number }>(
    `select (select count(*) from events e where e.order_no = o.order_no and e.kind = 'deem-accepted')::integer as count
       from unnest($1::text[]) as o (order_no)`,
    [orderNos],
  );
  return rows.map(({ count }) => count);
}

/** The events a workflow has on record at Temporal. */
export async function historyLength(
  { connection, namespace }: TestTemporal,
  workflowId: string,
): Promise<number> {
  const { workflow } = new Client({ connection, namespace });
  return (await workflow.getHandle(workflowId).describe()).historyLength;
}

/** A case as it is on record. */
export interface FoundCase {
  readonly orderNo: string;
  readonly caseNo: string;
  readonly generation: number;
  readonly causes: readonly string[];
  /** when its first event was put on record; null while it is not */
  readonly writtenAt: Date | null;
}

/** The cases of these orders, by their numbers. */
export async function casesOf(db: Pool, orderNos: readonly string[]): Promise<FoundCase[]> {
  const { rows } = await db.query<FoundCase>(
    `select c.order_no as "orderNo", c.case_no as "caseNo", c.generation,
            array(select m ->> 'cause' from jsonb_array_elements(c.record -> 'matters') m) as causes,
            (select min(e.created_at) from events e where e.case_no = c.case_no) as "writtenAt"
       from cases c where c.order_no = any ($1) order by c.case_no`,
    [orderNos],
  );
  return rows;
}

/** The numbers of the cases that the events of these orders' steps name, by order. */
export async function escalationsOf(
  db: Pool,
  orderNos: readonly string[],
  step: StepCode,
): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ orderNo: string; caseNos: string[] }>(
    `select order_no as "orderNo", array_agg(detail ->> 'caseNo') as "caseNos" from events
      where workflow_id = any ($1) and kind = 'escalate' group by order_no`,
    [orderNos.map((orderNo) => stepWorkflowId(orderNo, step))],
  );
  return new Map(rows.map(({ orderNo, caseNos }) => [orderNo, caseNos]));
}

/** Of each case: how often it was opened, and how often the officers were told so. */
export async function openingsOf(
  db: Pool,
  caseNos: readonly string[],
): Promise<{ readonly events: number; readonly notices: number }[]> {
  const { rows } = await db.query<{ events: number; notices: number }>(
    `select (select count(*) from events e where e.case_no = c.case_no and e.kind = 'open')::integer as events,
            (select count(*) from notices n where n.about = c.case_no and n.kind = 'case.open'
               and n.addressees @> array['fallback-officer:'])::integer as notices
       from unnest($1::text[]) as c (case_no)`,
    [caseNos],
  );
  return rows;
}

/** Those of the cases whose workflow runs, in its first run. */
export async function inFirstRun(temporal: TestTemporal, caseNos: readonly string[]): Promise<string[]> {
  const { connection, namespace } = temporal;
  const { workflow } = new Client({ connection, namespace });
  const alive: string[] = [];
  for (const caseNo of caseNos) {
    const { status, runId, raw } = await workflow.getHandle(caseWorkflowId(caseNo)).describe();
    const isFirst = raw.workflowExecutionInfo?.firstRunId === runId;
    if (status.name === 'RUNNING' && isFirst) alive.push(caseNo);
  }
  return alive;
}
