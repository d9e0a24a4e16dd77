import { isFor } from './operations.ts';
import { useList } from './use-list.ts';

/** Real milliseconds between two looks at the notices. */
const lookMs = 10_000;

/** The notices of the three services; of those alone that tell the caller anything. */
export function useNotices(roles: readonly string[]) {
  const asks = (path: string) => ({ lookMs, isAsked: isFor(roles, 'GET', path) });
  const intake = useList('/v1/inbox/intake/notices', asks('/v1/inbox/intake/notices'));
  const departments = useList(
    '/v1/inbox/approval-workflows/notices',
    asks('/v1/inbox/approval-workflows/notices'),
  );
  const market = useList(
    '/v1/inbox/intermediary-market/notices',
    asks('/v1/inbox/intermediary-market/notices'),
  );
  return [
    { service: 'intake', ...intake },
    { service: 'approval-workflows', ...departments },
    { service: 'intermediary-market', ...market },
  ] as const;
}
