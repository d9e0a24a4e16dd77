import type { components } from '../../../generated/contract.d.ts';
import { api } from '../../api/client.ts';
import { useInboxes } from '../../api/inbox.ts';
import { isFor } from '../../api/operations.ts';
import { useCaller } from '../../session/session-context.ts';
import { mainFirst } from '../../domain/main-first.ts';
import { keyOf, withoutRepeats, type Action } from '../../domain/action-names.ts';

/** Real milliseconds between two looks at what waits. */
const lookMs = 5_000;

/** Everything the reader can do about an order: at the departments, with its receipt, and what waits for him at the market; and about which task. */
export function useOrderActions({ orderNo, actions, closedAt }: components['schemas']['Progress']) {
  const roles = useCaller()?.roles ?? [];
  const receipt = api.useQuery(
    'get',
    '/v1/orders/{orderNo}',
    { params: { path: { orderNo } } },
    { enabled: isFor(roles, 'GET', '/v1/orders/{orderNo}') && closedAt === null },
  );
  const waiting = useInboxes(roles, lookMs, closedAt === null).flatMap(({ data }) => data?.items ?? []);
  const ofOrder = waiting.filter((item) => item.orderNo === orderNo);
  const ofMarket = ofOrder.flatMap((item) => item.actions);
  const all = [...ofMarket, ...actions, ...(receipt.data?.actions ?? [])];
  return {
    actions: mainFirst(withoutRepeats(all)),
    taskOf: (action: Action) =>
      ofOrder.find((item) => item.actions.some((one) => keyOf(one) === keyOf(action)))?.task ?? undefined,
  };
}
