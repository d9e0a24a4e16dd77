import type { Queryable } from '@doudi/infra/database';
import type { AccessScope, ActionAnswer, Allow, Call } from '@doudi/infra/http';
import { wordsOf } from '@doudi/workflows';
import type { Receipt } from './orders.ts';
import { isMandatedFor } from './place-orders.ts';
import type { TrackChange } from './track-changes.ts';

/** What can be done with an order here: who, by which request. The routes admit by it, and reads list by it. */
export const orderActions = {
  withdraw: { allow: { agent: 'mandated', enterprise: 'own' }, path: 'withdrawal', fields: ['reason'] },
  'change-track': {
    allow: { agent: 'mandated', enterprise: 'own' },
    path: 'track',
    fields: ['track', 'days'],
  },
  'replace-agent': { allow: { enterprise: 'own', administrator: 'all' }, path: 'agent', fields: ['agentId'] },
} as const satisfies Record<string, { allow: Allow; path: string; fields: readonly string[] }>;
type OrderAction = keyof typeof orderActions;

interface Seen {
  readonly caller: Call['caller'];
  readonly scope: AccessScope;
  readonly isWithdrawn: boolean;
  readonly changes: readonly Pick<TrackChange, 'refusal'>[];
}

/**
 * What the caller can do with the order now; once it is withdrawn or has closed, nothing. When the project initiation closes its workflow
 * knows: here a change of track is listed until one was refused for that.
 */
export async function actionsOn(db: Queryable, receipt: Receipt, seen: Seen): Promise<ActionAnswer[]> {
  const { orderNo, closedAt } = receipt;
  if (closedAt !== null || seen.isWithdrawn) return [];
  const isMandated = await isMandatedFor(db, seen.scope, receipt);
  const isTooLate = seen.changes.some(({ refusal }) => refusal?.refused === 'initiation-over');
  const may = {
    withdraw: mayBe('withdraw', seen) && isMandated,
    'change-track': mayBe('change-track', seen) && isMandated && !isTooLate,
    'replace-agent': mayBe('replace-agent', seen),
  };
  return (Object.keys(orderActions) as OrderAction[])
    .filter((action) => may[action])
    .map((action) => ({
      ...{ action, what: wordsOf(action), verb: 'POST', until: null },
      href: `/v1/orders/${orderNo}/${orderActions[action].path}`,
      fields: [...orderActions[action].fields],
    }));
}

const mayBe = (action: OrderAction, { caller }: Seen): boolean =>
  caller.roles.some((role) => role in orderActions[action].allow);
