import type { Queryable } from '@doudi/infra/database';
import type { Step } from '@doudi/workflows';
import sql, { join } from 'sql-template-tag';

/** Appends the lines the table lacks; a line once written never changes. */
export const insertLedgerChanges = (db: Queryable, orderNo: string, { code, ledger }: Step) =>
  db.query(sql`
    insert into ledger_changes (order_no, step, line_no, at, bucket, task, event, because)
    values ${join(
      ledger.map(
        (line, i) =>
          sql`(${orderNo}, ${code}, ${i + 1}, ${new Date(line.at)}, ${line.bucket}, ${line.task}, ${line.event}, ${line.because})`,
      ),
    )}
    on conflict do nothing`);
