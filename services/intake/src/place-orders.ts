import type { Queryable } from '@doudi/infra/database';
import { forbidden, notFound, type AccessScope, type Call } from '@doudi/infra/http';
import { hasMandate } from './active-mandates.ts';
import { findOrder, type Receipt } from './orders.ts';
import { things } from './words.ts';

interface Owned {
  readonly uscc: string;
  readonly projectCode: string;
}

export const owns = (scope: AccessScope, { uscc }: Pick<Owned, 'uscc'>): boolean => scope.uscc === uscc;

const unmandated = {
  zh: '须有该项目的授权，且授权范围含下单',
  en: 'This needs a mandate for the project whose scope covers orders',
};

/** Whether the caller is the enterprise itself or an agent whose mandate covers orders. */
export async function isMandatedFor(db: Queryable, scope: AccessScope, owned: Owned): Promise<boolean> {
  if (owns(scope, owned)) return true;
  const { agentId } = scope;
  const { projectCode } = owned;
  return agentId !== null && hasMandate(db, { agentId, projectCode, scope: 'order' });
}

/** Throws 403 unless the caller may act on the orders of the project. */
export async function refuseUnmandated(db: Queryable, scope: AccessScope, owned: Owned): Promise<void> {
  if (!(await isMandatedFor(db, scope, owned))) throw forbidden(unmandated);
}

/** The receipt of an order that the caller may act on. */
export async function orderToActOn({
  params,
  scope,
  db,
}: Call<unknown, { readonly orderNo: string }>): Promise<Receipt> {
  const receipt = await findOrder(db, params.orderNo, scope);
  if (!receipt) throw notFound(things.order);
  await refuseUnmandated(db, scope, receipt);
  return receipt;
}
