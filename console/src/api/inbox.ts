import { isFor } from './operations.ts';
import { api } from './client.ts';

/** What waits for the caller at the three services, late first. A service that is of no concern to him is not asked. */
export function useInboxes(roles: readonly string[], refetchInterval: number, isOpen = true) {
  const asks = (path: string) => ({ enabled: isOpen && isFor(roles, 'GET', path), refetchInterval });
  const intake = api.useQuery('get', '/v1/inbox/intake', {}, asks('/v1/inbox/intake'));
  const departments = api.useQuery(
    'get',
    '/v1/inbox/approval-workflows',
    {},
    asks('/v1/inbox/approval-workflows'),
  );
  const market = api.useQuery(
    'get',
    '/v1/inbox/intermediary-market',
    {},
    asks('/v1/inbox/intermediary-market'),
  );
  return [departments, market, intake];
}
