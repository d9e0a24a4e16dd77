import type { Queryable } from '@doudi/infra/database';
import { forbidden, type AccessScope } from '@doudi/infra/http';
import { hasMandate } from './active-mandates.ts';

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
