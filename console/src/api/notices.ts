import { api } from './client.ts';
import { isFor } from './operations.ts';
import { byCursor } from './list.ts';

const half = { ...byCursor, refetchInterval: 10_000 };

/** The notices of the three services; of those alone that tell the caller anything. */
export function useNotices(roles: readonly string[]) {
  const asks = (path: string) => ({ ...half, enabled: isFor(roles, 'GET', path) });
  const intake = api.useInfiniteQuery(
    'get',
    '/v1/inbox/intake/notices',
    {},
    asks('/v1/inbox/intake/notices'),
  );
  const departments = api.useInfiniteQuery(
    'get',
    '/v1/inbox/approval-workflows/notices',
    {},
    asks('/v1/inbox/approval-workflows/notices'),
  );
  const market = api.useInfiniteQuery(
    'get',
    '/v1/inbox/intermediary-market/notices',
    {},
    asks('/v1/inbox/intermediary-market/notices'),
  );
  return [
    { service: 'intake', asked: intake },
    { service: 'approval-workflows', asked: departments },
    { service: 'intermediary-market', asked: market },
  ] as const;
}
