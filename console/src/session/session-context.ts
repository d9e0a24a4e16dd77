import { createContext, use, useSyncExternalStore } from 'react';
import type { Caller } from './caller.ts';
import type { Session } from './session.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('There is no session above this page.');
  return session;
}

/** Who is signed in. Pages are shown to nobody else. */
export function useCaller(): Caller | undefined {
  const session = useSession();
  const token = useSyncExternalStore(session.onChange, session.accessToken);
  return token === undefined ? undefined : session.caller();
}
