import type { Queryable } from '@doudi/infra/database';
import { forbidden } from '@doudi/infra/http/problem';
import type { Caller } from '@doudi/infra/http/route';
import { hasMandate } from './active-mandates.ts';

interface Owned {
  readonly uscc: string;
  readonly projectCode: string;
}

export const owns = ({ roles, uscc }: Caller, owned: { readonly uscc: string }): boolean =>
  roles.includes('enterprise') && uscc === owned.uscc;

/** Throws 403 unless the caller is the enterprise itself or an agent whose mandate covers orders. */
export async function refuseUnmandated(
  db: Queryable,
  caller: Caller,
  { uscc, projectCode }: Owned,
): Promise<void> {
  if (owns(caller, { uscc })) return;
  const mandated =
    caller.roles.includes('agent') &&
    (await hasMandate(db, { agentId: caller.subject, projectCode, scope: 'order' }));
  if (!mandated) throw forbidden('This needs a mandate for the project whose scope covers orders');
}
