import { z } from 'zod';
import { actOnCommission, Note } from './act-on-commission.ts';
import type { Dependencies } from './dependencies.ts';
import { cancelling } from './tenders.ts';

export const Cancellation = z
  .strictObject({ reason: Note })
  .meta({ id: 'CommissionCancellation', examples: [{ reason: '项目暂缓，不再需要测绘' }] });
type Cancellation = z.output<typeof Cancellation>;

/**
 * The owner ends a commission of his own before its result is accepted, with the reason: an open tender is taken back, a contract ends on
 * record with the days it has had. What a signed contract is owed then is between its parties.
 */
export const cancelCommission = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Cancellation>('cancel', ({ db, body }, commission, at) => ({
    note: body.reason,
    ...cancelling(db, commission, at),
  }));
