import { api } from './client.ts';

/** Real milliseconds between two looks at the office clock. */
const lookMs = 30_000;

/** Business time and its office day, which need not be the browser's own. */
export function useOfficeClock() {
  const { data } = api.useQuery('get', '/v1/clock', {}, { refetchInterval: lookMs });
  const now = data?.now ?? new Date().toISOString();
  return { now, officeDay: data?.officeDay ?? now.slice(0, 10) };
}
