import { InMemoryWebStorage, UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import { callerOf, type Caller } from './caller.ts';
import { forgetDrafts } from './drafts.ts';
import type { Settings } from './settings.ts';

/** Who is signed in, and how he signs in and out. Tokens are in memory alone; the browser's session store holds drafts and no token. */
export interface Session {
  /** undefined while nobody is */
  readonly caller: () => Caller | undefined;
  /** of who is signed in; renewed when it is about to expire */
  readonly accessToken: () => string | undefined;
  /** Renews the token; whether that was possible. */
  readonly renew: () => Promise<boolean>;
  /** Leaves for the issuer, which comes back to this page. */
  readonly signIn: () => Promise<void>;
  readonly signOut: () => Promise<void>;
  readonly onChange: (listener: () => void) => () => void;
}

/** Says that somebody was signed in in this tab, so that a reload asks the issuer and not him. */
const wasSignedIn = 'doudi.signed-in';
const returnPath = '/signed-in';

export async function openSession({ authority, clientId }: Settings): Promise<Session> {
  const manager = managerOf(authority, clientId);
  const listeners = new Set<() => void>();
  let user: User | null = null;
  let renewing: Promise<boolean> | undefined;
  const setUser = (next: User | null) => {
    user = next;
    listeners.forEach((listener) => listener());
  };
  manager.events.addUserLoaded(setUser);
  manager.events.addUserUnloaded(() => setUser(null));

  const renewOnce = async () => {
    try {
      user = await manager.signinSilent();
      return user !== null;
    } catch {
      setUser(null);
      return false;
    }
  };
  const session: Session = {
    caller: () => (user && !user.expired ? callerOf(user.access_token) : undefined),
    accessToken: () => user?.access_token,
    renew: () => (renewing ??= renewOnce().finally(() => (renewing = undefined))),
    signIn: () => manager.signinRedirect({ state: here() }),
    signOut: async () => {
      forgetDrafts(sessionStorage);
      sessionStorage.removeItem(wasSignedIn);
      await manager.revokeTokens(['refresh_token']).catch(() => undefined);
      await manager.removeUser();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  if (location.pathname === returnPath) setUser(await comeBack(manager));
  else if (sessionStorage.getItem(wasSignedIn))
    await manager.signinRedirect({ state: here(), prompt: 'none' });
  if (user) sessionStorage.setItem(wasSignedIn, 'yes');
  return session;
}

const here = () => location.pathname + location.search;

function managerOf(authority: string, clientId: string): UserManager {
  return new UserManager({
    authority,
    client_id: clientId,
    redirect_uri: `${location.origin}${returnPath}`,
    response_type: 'code',
    scope: 'openid',
    // by the refresh token, which the issuer replaces with each use; never by a frame
    automaticSilentRenew: true,
    monitorSession: false,
    loadUserInfo: false,
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });
}

/** Takes what the issuer sent back, and puts the address the person had before into the bar. */
async function comeBack(manager: UserManager): Promise<User | null> {
  try {
    const user = await manager.signinRedirectCallback();
    history.replaceState(null, '', typeof user.state === 'string' ? user.state : '/');
    return user;
  } catch {
    // the issuer knows nobody (any more): the page asks to sign in
    sessionStorage.removeItem(wasSignedIn);
    history.replaceState(null, '', '/');
    return null;
  }
}
