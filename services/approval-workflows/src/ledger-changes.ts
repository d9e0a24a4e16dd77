import type { Queryable } from '@doudi/infra/database';
import type { StepWrite } from '@doudi/workflows';
import sql, { join } from 'sql-template-tag';

/** Appends the lines that a generation of the step lacks; a line once written never changes. */
export const insertLedgerChanges = (
  db: Queryable,
  { orderNo, generation, step: { code, ledger } }: Pick<StepWrite, 'orderNo' | 'generation' | 'step'>,
) =>
  db.query(sql`
    insert into ledger_changes (order_no, step, generation, line_no, at, bucket, task, event, because)
    values ${join(
      ledger.map(
        (line, i) =>
          sql`(${orderNo}, ${code}, ${generation}, ${i + 1}, ${new Date(line.at)}, ${line.bucket}, ${line.task}, ${line.event}, ${line.because})`,
      ),
    )}
    on conflict do nothing`);
