/** Who is signed in, as far as the menu and the address of drafts need it; what he may do is the server's to say. */
export interface Caller {
  /** opaque subject id */
  readonly subject: string;
  readonly roles: readonly string[];
  readonly department: string | undefined;
  readonly uscc: string | undefined;
}

/** Reads the claims of an access token (RFC 9068). They are not verified here: the services do that with every request. */
export function callerOf(accessToken: string): Caller {
  const payload = accessToken.split('.')[1] ?? '';
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
    sign.charCodeAt(0),
  );
  const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined);
  const roles = Array.isArray(claims['roles'])
    ? claims['roles'].filter((role) => typeof role === 'string')
    : [];
  return { subject: text('sub') ?? '', roles, department: text('department'), uscc: text('uscc') };
}
