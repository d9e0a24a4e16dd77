import { failure } from '@doudi/infra/failure';

/** Whose tokens the services accept. */
export interface Identity {
  /** where the issuer publishes its keys */
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly audience: string;
}

/** For whom the demo issuer's tokens are. */
export const audience = 'doudi';

/** The path of the demo issuer at the gateway. */
export const identityPrefix = '/identity';

/** The name of the demo issuer behind this gateway. */
export const issuerOf = (gateway: string): string => `${gateway}${identityPrefix}`;

const names = {
  jwksUrl: 'IDENTITY_JWKS_URL',
  issuer: 'IDENTITY_ISSUER',
  audience: 'IDENTITY_AUDIENCE',
} as const;

/** The issuer that is given; undefined where none is, so that the demo issuer is to be started. A failure when half of one is. */
export function givenIdentity(env: Readonly<Record<string, string | undefined>>): Identity | undefined {
  const lacking = Object.values(names).filter((name) => !env[name]);
  if (lacking.length === Object.keys(names).length) return undefined;
  if (lacking.length > 0)
    throw failure(`An issuer is given by three settings together; missing: ${lacking.join(', ')}.`);
  const [jwksUrl = '', issuer = '', its = ''] = Object.values(names).map((name) => env[name]);
  return { jwksUrl, issuer, audience: its };
}

/** The demo issuer lets anybody in as anybody: a failure in production. */
export function refuseDemoIssuer(nodeEnv: string | undefined): void {
  if (nodeEnv === 'production')
    throw failure(
      `In production an issuer must be given by ${Object.values(names).join(', ')}: the demo issuer asks nobody for a password.`,
    );
}
