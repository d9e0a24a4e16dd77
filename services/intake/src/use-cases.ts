import { openOrder } from './open-order.ts';
import { readMandates } from './read-mandates.ts';
import { recordMandate } from './record-mandate.ts';
import { registerProject } from './register-project.ts';
import { revokeMandate } from './revoke-mandate.ts';
import type { UseCases } from './routes.ts';
import type { Starting } from './start-receipt.ts';
import type { Telling } from './tell-withdrawal.ts';
import { withdrawOrder } from './withdraw-order.ts';

/** The counter's use cases over its clock and the two ways it reaches a workflow. */
export const useCases = (parts: Starting & Telling): UseCases => ({
  registerProject: registerProject(parts),
  recordMandate: recordMandate(parts),
  revokeMandate: revokeMandate(parts),
  readMandates: readMandates(parts),
  openOrder: openOrder(parts),
  withdrawOrder: withdrawOrder(parts),
});
