import { inTransaction, type Queryable } from '@doudi/infra/database';
import {
  openFormerCase,
  shanghaiDay,
  type Instant,
  type NumberedCase,
  type StepCode,
} from '@doudi/workflows';
import { findCaseOfStep, insertCase } from './cases.ts';
import type { Dependencies } from './dependencies.ts';
import { getOrderForUpdate } from './orders.ts';

/** The number of the case of a step that was opened before 2026-12, given out on the first call, with the generation of its next run. */
export const numberFormerCase =
  ({ pool }: Pick<Dependencies, 'pool'>) =>
  (orderNo: string, step: StepCode, openedAt: Instant): Promise<NumberedCase> =>
    inTransaction(pool, async (db) => {
      // locked, so that of two who look at once the second finds what the first has numbered
      const { calendarVersion } = await getOrderForUpdate(db, orderNo);
      const found = await findNumber(db, orderNo, step);
      if (found) return found;
      const opened = openFormerCase({ openedAt, orderNo, step }, 0);
      const { caseNo } = await insertCase(db, shanghaiDay(openedAt), opened, { calendarVersion });
      return { caseNo, generation: 1 };
    });

async function findNumber(db: Queryable, orderNo: string, step: StepCode): Promise<NumberedCase | undefined> {
  const row = await findCaseOfStep(db, orderNo, step);
  return row && { caseNo: row.caseNo, generation: row.generation + 1 };
}
