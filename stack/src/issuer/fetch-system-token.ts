import { failure } from '@doudi/infra/failure';
import { issuerOf } from './identity.ts';
import type { Person } from './people.ts';
import { readSystemSecrets } from './systems.ts';

interface Address {
  readonly gateway: string;
  /** file of the systems' secrets */
  readonly systemSecrets: string;
}

/** Real milliseconds the issuer may take. */
const patienceMs = 5_000;

/** A token by client credentials, as any system would ask for it, and the curl line that does the same. */
export async function fetchSystemToken({ gateway, systemSecrets }: Address, { subject }: Person) {
  const secret = readSystemSecrets(systemSecrets)[subject] ?? '';
  const url = `${issuerOf(gateway)}/token`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${subject}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause: unknown) => {
    throw failure(`The issuer at ${url} does not answer.`, { cause });
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (!token) throw failure(`The issuer at ${url} gave no token: ${answer.status}.`);
  return { token, curl: `curl -s -u '${subject}:${secret}' -d grant_type=client_credentials '${url}'` };
}
