import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { errors, interactionPolicy } from 'oidc-provider';
import { audience, identityPrefix } from './identity.ts';
import { claimsOf } from './identity-key.ts';
import { people } from './people.ts';
import type { Secrets } from './systems.ts';
import { systems } from './systems.ts';
import { clientsOf, originsOf } from './clients.ts';
import { refusalPage } from './pages.ts';

/** The API as clients may name it when they ask for a token (RFC 8707); it is meant also where they do not. */
const resource = 'urn:doudi:api';

/** Real seconds something is good for. */
const [codeSeconds, signInSeconds, tokenSeconds, daySeconds] = [60, 600, 3_600, 86_400];

const off = { enabled: false } as const;
const subjects = new Map(
  [...Object.values(people), ...Object.values(systems)].map((someone) => [someone.subject, someone]),
);

interface Parts {
  readonly gateway: string;
  readonly key: JWK;
  readonly secrets: Secrets;
}

/** What the demo issuer does, and that it does nothing else; its sessions and codes are in memory and gone with it. */
export const configurationOf = ({ gateway, key, secrets }: Parts): Configuration => ({
  clients: clientsOf(gateway, secrets),
  jwks: { keys: [key] },
  cookies: { keys: [randomBytes(32).toString('base64url')], long: inPrefix, short: inPrefix },
  clientBasedCORS: (_ctx, origin) => originsOf(gateway).includes(origin),
  scopes: ['openid'],
  responseTypes: ['code'],
  pkce: { required: () => true },
  features,
  issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  ttl: {
    AccessToken: tokenSeconds,
    AuthorizationCode: codeSeconds,
    ClientCredentials: tokenSeconds,
    IdToken: tokenSeconds,
    RefreshToken: daySeconds,
    ...{ Grant: daySeconds, Interaction: signInSeconds, Session: daySeconds },
  },
  findAccount: (_ctx, sub) => (subjects.has(sub) ? { accountId: sub, claims: () => ({ sub }) } : undefined),
  extraTokenClaims: (_ctx, token) => {
    const someone = subjects.get(('accountId' in token && token.accountId) || token.clientId || '');
    return someone && claimsOf(someone);
  },
  loadExistingGrant: consentGiven,
  interactions: {
    policy: askEachTime(),
    url: (_ctx, { uid }) => `${identityPrefix}/sign-in/${uid}`,
  },
  renderError: (ctx, { error, error_description: why }) => {
    [ctx.type, ctx.body] = ['html', refusalPage(error, why)];
  },
});

const inPrefix = { httpOnly: true, sameSite: 'lax', signed: true, path: identityPrefix } as const;

const features: Configuration['features'] = {
  devInteractions: off,
  dPoP: off,
  pushedAuthorizationRequests: off,
  rpInitiatedLogout: off,
  userinfo: off,
  clientCredentials: { enabled: true },
  revocation: { enabled: true },
  resourceIndicators: {
    enabled: true,
    defaultResource: () => resource,
    getResourceServerInfo: (_ctx, asked) => {
      if (asked !== resource) throw new errors.InvalidTarget();
      const jwt = { sign: { alg: 'ES256' } } as const;
      return { scope: '', audience, accessTokenFormat: 'jwt', accessTokenTTL: tokenSeconds, jwt };
    },
  },
};

/** Nobody is asked whether the page may: it is ours. */
async function consentGiven({ oidc }: KoaContextWithOIDC) {
  const { accountId = '', clientId = '' } = { ...oidc.account, ...oidc.client };
  const grant = new oidc.provider.Grant({ accountId, clientId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

/** People of the sample city take turns at one browser, so who signs in is asked each time; a page that asks to be renewed in silence is not. */
function askEachTime() {
  const { Check, base } = interactionPolicy;
  const policy = base();
  policy.remove('consent');
  const again = new Check('each_time', 'Who signs in is asked each time', 'login_required', ({ oidc }) =>
    oidc.result?.login || oidc.prompts.has('none') ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
  );
  policy.get('login')?.checks.add(again);
  return policy;
}
