import { createHash, randomBytes } from 'node:crypto';

/** What a page asks the issuer with; parts can be left out or be wrong. */
export interface Asking {
  readonly gateway: string;
  /** a sample person, by the name on the command line */
  readonly person: string;
  /** of the request to sign in */
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** of the request for tokens */
  readonly form?: Readonly<Record<string, string>>;
  /** the origin the browser sends with the request for tokens */
  readonly origin?: string;
}

interface Outcome {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, string | undefined>>;
}

/** Steps from one address to the next, with the cookies of a browser, none of its pages. */
function browser() {
  const jar = new Map<string, string>();
  return async (url: string, method = 'GET') => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { method, redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    const next = answer.headers.get('location');
    return { answer, next: next && new URL(next, url).href };
  };
}

const isThere = (part: [string, string | undefined]): part is [string, string] => part[1] !== undefined;
const without = (all: NonNullable<Asking['query']>) =>
  new URLSearchParams(Object.entries(all).filter(isThere));

/** The code flow with PKCE by plain HTTP: where it led, and what was answered instead of tokens where it was refused. */
export async function codeFlow({ gateway, person, query = {}, form = {}, origin }: Asking): Promise<Outcome> {
  const verifier = randomBytes(32).toString('base64url');
  const redirect_uri = `${gateway}/docs/oauth2-redirect.html`;
  const asked = without({
    ...{ client_id: 'docs', response_type: 'code', scope: 'openid', state: 's-1', redirect_uri },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...query,
  });
  const go = browser();
  const { answer, next: people } = await go(`${gateway}/identity/auth?${asked.toString()}`);
  if (!people || people.startsWith(redirect_uri)) return refused(answer, people);
  await go(people);
  const { answer: unknown, next: resumed } = await go(`${people}/${person}`, 'POST');
  if (!resumed) return refused(unknown, resumed);
  const { next: back = '' } = await go(resumed);
  const code = new URL(back ?? '').searchParams.get('code') ?? '';
  const grant = { grant_type: 'authorization_code', client_id: 'docs', code, redirect_uri };
  return tokens(gateway, { ...grant, code_verifier: verifier, ...form }, origin ? { origin } : {});
}

const refused = ({ status, headers }: Response, back: string | null): Outcome => ({
  ...{ status, headers },
  body: Object.fromEntries(new URLSearchParams(back?.split(/[?#]/)[1])),
});

/** What the issuer answers to a request for tokens. */
export async function tokens(
  gateway: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const init = { method: 'POST', body: new URLSearchParams(form), headers };
  const answer = await fetch(`${gateway}/identity/token`, init);
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Outcome['body'] };
}
