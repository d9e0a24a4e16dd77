import { z } from 'zod';
import { actOnCommission, Note } from './act-on-commission.ts';
import type { Dependencies } from './dependencies.ts';

export const Acceptance = z
  .strictObject({ note: Note.optional() })
  .meta({ id: 'Acceptance', examples: [{ note: '同意验收' }] });
type Acceptance = z.output<typeof Acceptance>;
export const Return = z
  .strictObject({ reason: Note })
  .meta({ id: 'Return', examples: [{ reason: '缺少节能篇章' }] });
type Return = z.output<typeof Return>;

/** The owner's side accepts the result: the commission is over, the order goes on. */
export const acceptResult = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Acceptance>('accept', ({ body }) => body);

/** The owner's side sends the result back to work, with the reason; the agency's clock runs again. */
export const returnResult = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Return>('return', ({ body }) => ({ note: body.reason }));
