import type { Queryable } from '@doudi/infra/database';
import type { OfficeClock } from '@doudi/infra/service';
import type { ReceivedOrder } from '@doudi/workflows';
import { markStarted, type Receipt } from './orders.ts';

/** Opens the order's workflow, or finds it open. Never throws: `failed` means that repeating may not help, and is logged. */
export type StartOrder = (order: ReceivedOrder) => Promise<'started' | 'unreachable' | 'failed'>;

export interface Starting {
  readonly clock: OfficeClock;
  readonly startOrder: StartOrder;
}

/** Hands a receipt over to its workflow and marks it. Safe to repeat: one order number, one workflow. */
export async function startReceipt(db: Queryable, receipt: Receipt, { clock, startOrder }: Starting) {
  const { orderNo, projectCode, uscc, agentId, receivedAt, plan } = receipt;
  const setting = await clock.setting();
  const order = {
    orderNo,
    projectCode,
    uscc,
    agentId,
    receivedAt,
    plan,
    clock: setting,
    rulesVersion: 1,
  } as const;
  const outcome = await startOrder(order);
  if (outcome === 'started') await markStarted(db, orderNo, await clock.now(db));
  return outcome;
}
