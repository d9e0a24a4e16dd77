import sql from 'sql-template-tag';
import { asOwner } from './as-owner.ts';

/** Takes the row of an order's case off the record, as an older PostgreSQL lacks it; its workflow goes on. */
export const loseCase = (url: string, orderNo: string): Promise<void> =>
  asOwner(url, sql`delete from approval_workflows.cases where order_no = ${orderNo}`);
