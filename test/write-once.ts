import { signToken } from '../stack/src/issuer/identity-key.ts';
import { people } from '../stack/src/issuer/people.ts';
import type { Stack } from '../stack/src/up.ts';

interface Write {
  readonly verb?: 'POST' | 'PUT';
  /** a sample person */
  readonly who: string;
  readonly path: string;
  /** goes as JSON; bytes are a PDF that is uploaded */
  readonly body: object;
  readonly key: string;
}

/** One attempt at a write, whatever comes of it; status 0 where the connection broke. */
export async function writeOnce(stack: Stack, { verb = 'POST', who, path, body, key }: Write) {
  const person = people[who];
  if (!person) throw new Error(`there is no sample person ${who}`);
  const headers = {
    authorization: `Bearer ${await signToken(stack, person)}`,
    'content-type': body instanceof Uint8Array ? 'application/pdf' : 'application/json',
    'idempotency-key': key,
  };
  const request = {
    method: verb,
    headers,
    body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  };
  return fetch(`${stack.urls.gateway}${path}`, request).then(
    async (response) => ({ status: response.status, text: await response.text() }),
    () => ({ status: 0, text: '' }),
  );
}
