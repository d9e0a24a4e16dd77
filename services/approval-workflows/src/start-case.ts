import type { Pool, Queryable } from '@doudi/infra/database';
import type { Logger } from '@doudi/infra/service';
import type { CaseStart } from '@doudi/workflows';
import type { StartCase } from './call-workflow.ts';
import { listNotStarted, type CaseRow } from './cases.ts';
import type { Dependencies } from './dependencies.ts';
import { findOrderRow } from './orders.ts';
import { since } from './register-order.ts';

type Needed = Pick<Dependencies, 'clock' | 'calendarOf'>;

/** What the workflow of a case starts with: its row, the order it is about and the calendar by which its days are counted. */
export async function caseStart(
  db: Queryable,
  row: CaseRow,
  { clock, calendarOf }: Needed,
): Promise<CaseStart> {
  const { caseNo, generation, record } = row;
  const order = record.orderNo === null ? undefined : await findOrderRow(db, record.orderNo);
  const calendar = await calendarOf(db, row.calendarVersion);
  return {
    ...{
      caseNo,
      case: record,
      track: order?.track ?? null,
      agentId: order?.agentId ?? null,
    },
    ...{ generation: generation + 1, clock: await clock.setting(db) },
    calendar: since(calendar, String(new Date(record.openedAt).getUTCFullYear())),
  };
}

/** So many cases are started in one sweep; the rest in the next. */
const atOnce = 200;

/** Business milliseconds after which a case that its request did not start is started by the sweep. */
const patienceMs = 5_000;

/** Starts the cases that were received while Temporal did not answer; one that cannot be started does not hold up the others. */
export const startCases =
  ({ pool, logger, startCase, ...needs }: Needed & { pool: Pool; logger: Logger; startCase: StartCase }) =>
  async (): Promise<void> => {
    const before = new Date((await needs.clock.now()) - patienceMs);
    for (const row of await listNotStarted(pool, before, atOnce))
      await startCase(await caseStart(pool, row, needs)).catch((error: unknown) =>
        logger.warn({ err: error, caseNo: row.caseNo }, 'the case is not started; the sweep will try again'),
      );
  };
