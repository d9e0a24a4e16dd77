import type { Api } from './api.ts';
import { people } from '../people.ts';

const firstLook = { reviewer: '/v1/tasks', checker: '/v1/tasks', agency: '/v1/commissions' } as const;

/** Everybody who will act looks at their desk once: first answers are slow, and the days will be short. */
export async function warmUp(api: Api): Promise<void> {
  for (const [who, { roles }] of Object.entries(people))
    for (const role of roles)
      if (role in firstLook) await api.get(who, firstLook[role as keyof typeof firstLook]);
}
