import type { Queryable } from '@doudi/infra/database';
import { rulesOfNow } from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import { markStarted, type Receipt } from './orders.ts';

export type Starting = Pick<Dependencies, 'clock' | 'startOrder'>;

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
    rulesVersion: rulesOfNow,
  } as const;
  const outcome = await startOrder(order);
  if (outcome === 'started') await markStarted(db, orderNo, await clock.now(db));
  return outcome;
}
