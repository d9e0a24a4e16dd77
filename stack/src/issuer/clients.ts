import type { ClientMetadata } from 'oidc-provider';
import type { Secrets } from './systems.ts';

/** The page of the document: public, so it proves by PKCE that it is the one that asked. */
export const docsClient = 'docs';

/** The console: public, too; it stays signed in by refresh tokens, of which each is good once. */
export const consoleClient = 'console';

/** The addresses under which people open the gateway. */
export const originsOf = (gateway: string): readonly string[] => [
  gateway,
  gateway.replace('127.0.0.1', 'localhost'),
];

/** Who may ask for tokens: the page of the document for people, and each system for itself. */
export function clientsOf(gateway: string, secrets: Secrets): ClientMetadata[] {
  const page: ClientMetadata = {
    client_id: docsClient,
    token_endpoint_auth_method: 'none',
    redirect_uris: originsOf(gateway).map((origin) => `${origin}/docs/oauth2-redirect.html`),
    grant_types: ['authorization_code'],
    response_types: ['code'],
  };
  const console: ClientMetadata = {
    ...page,
    client_id: consoleClient,
    redirect_uris: originsOf(gateway).map((origin) => `${origin}/signed-in`),
    grant_types: ['authorization_code', 'refresh_token'],
  };
  const systems = Object.entries(secrets).map(([client_id, client_secret]): ClientMetadata => ({
    ...{ client_id, client_secret, token_endpoint_auth_method: 'client_secret_basic' },
    ...{ grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
  }));
  return [page, console, ...systems].map((client) => ({ ...client, id_token_signed_response_alg: 'ES256' }));
}
