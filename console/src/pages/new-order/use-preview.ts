import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { components } from '../../../generated/contract.d.ts';
import { send } from '../../api/client.ts';
import { useSession } from '../../session/session-context.ts';
import { orderOf, type Wish } from './order-wish.ts';

export type Preview = components['schemas']['OrderPreview'];

/** What the order would be if it were placed now: nothing is changed by asking. */
export function usePreview(wish: Wish, isPlaced = false) {
  const session = useSession();
  const body = orderOf(wish);
  return useQuery({
    queryKey: ['order-preview', body],
    enabled: body !== undefined && !isPlaced,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async () => {
      const init = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
      const response = await send(session, '/v1/orders/preview', { ...init, body: JSON.stringify(body) });
      return (await response.json()) as Preview;
    },
  });
}
