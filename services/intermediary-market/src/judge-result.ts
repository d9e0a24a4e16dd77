import type { Queryable } from '@doudi/infra/database';
import { acceptedResultsChannel } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { actOnCommission, Note } from './act-on-commission.ts';
import type { Dependencies } from './dependencies.ts';
import { filesOfDelivery } from './milestones.ts';

export const Acceptance = z
  .strictObject({ note: Note.optional() })
  .meta({ id: 'Acceptance', examples: [{ note: '同意验收' }] });
type Acceptance = z.output<typeof Acceptance>;
export const Return = z
  .strictObject({ reason: Note })
  .meta({ id: 'Return', examples: [{ reason: '缺少节能篇章' }] });
type Return = z.output<typeof Return>;

/** The owner's side accepts the result: the commission is over, the order goes on, and the files of the result become papers. */
export const acceptResult = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Acceptance>('accept', async ({ db, body }, commission) => {
    const files = await filesOfDelivery(db, commission);
    return { ...body, files, alongside: () => tellOfAccepted(db, commission.commissionNo, files) };
  });

/** Tells intake, once the transaction is committed, that there is something to make papers of. */
const tellOfAccepted = async (db: Queryable, commissionNo: string, files: readonly number[]) => {
  if (files.length > 0) await db.query(sql`select pg_notify(${acceptedResultsChannel}, ${commissionNo})`);
};

/** The owner's side sends the result back to work, with the reason; the agency's clock runs again. */
export const returnResult = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Return>('return', ({ body }) => ({ note: body.reason }));
