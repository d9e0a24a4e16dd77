import { type Answer, type Call, notFound } from '@doudi/infra/http';
import { pdfFile } from '@doudi/infra/pdf';
import { calendarInForce } from './calendar-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { findOrder } from './orders.ts';
import { getProject } from './projects.ts';
import type { OfOrder } from './read-orders.ts';
import { receiptDocument } from './receipt-document.ts';
import { things } from './words.ts';

/** The stamped receipt of an order as a file, made from its rows as they are now. */
export const readReceipt =
  ({ gatewayUrl }: Pick<Dependencies, 'gatewayUrl'>) =>
  async ({ params, scope, db }: Call<unknown, OfOrder>): Promise<Answer> => {
    const receipt = await findOrder(db, params.orderNo, scope);
    if (!receipt) throw notFound(things.order);
    const project = await getProject(db, receipt.projectCode);
    const calendar = await calendarInForce(db);
    return { file: await pdfFile(receiptDocument({ receipt, project, calendar, gatewayUrl })) };
  };
