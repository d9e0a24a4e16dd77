import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { failure } from '../failure.ts';

const file = (what: string) => z.string().optional().describe(`the path of ${what} (PEM)`);

const hostAndPort = /^[^\s,:]+:\d{1,5}$|^\[[0-9a-fA-F:.]+\]:\d{1,5}$/;

/** One address or several with commas between: each is named that is none, or there twice. */
const addresses = z
  .string()
  .transform((text) => text.split(',').map((address) => address.trim()))
  .superRefine((all, context) => {
    const fault = (index: number, what: string) =>
      context.addIssue({ code: 'custom', message: all.length > 1 ? `address ${index + 1} ${what}` : what });
    for (const [index, address] of all.entries()) {
      if (!hostAndPort.test(address)) fault(index, 'is not host:port');
      else if (all.indexOf(address) < index)
        fault(index, `is the same as address ${all.indexOf(address) + 1}`);
    }
  })
  .transform((all) => all.join(','));

/** How a Temporal server is reached and convinced; the names are those of Temporal's own tools. */
export const temporalSettings = z.object({
  TEMPORAL_ADDRESS: addresses.describe('host:port, as 127.0.0.1:7233, or several with commas between'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  /** sent with every call; switches TLS on */
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS: z.enum(['true', 'false']).optional().describe('true or false'),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: file('the certificates that sign the server’s'),
  TEMPORAL_TLS_SERVER_NAME: z
    .string()
    .optional()
    .describe('the name in the server’s certificate, if it is not its host'),
  TEMPORAL_TLS_CLIENT_CERT_PATH: file('the client certificate'),
  TEMPORAL_TLS_CLIENT_KEY_PATH: file('the key of the client certificate'),
});
export type TemporalSettings = z.output<typeof temporalSettings>;

/** What of these is not the address: passed on as it is to whoever connects. */
export const temporalAccessNames = Object.keys(temporalSettings.shape).filter(
  (name) => name !== 'TEMPORAL_ADDRESS' && name !== 'TEMPORAL_NAMESPACE',
);

/** Options of a connection, for the client and for the worker alike. */
export interface TemporalAccess {
  /** host:port, or several with commas between, of which `oneOfSeveral` makes one */
  readonly address: string;
  readonly apiKey?: string;
  readonly tls?: true | TlsParts;
}

interface TlsParts {
  readonly serverNameOverride?: string;
  readonly serverRootCACertificate?: Buffer;
  readonly clientCertPair?: { readonly crt: Buffer; readonly key: Buffer };
}

/** Reads the certificates. Throws one sentence when a file cannot be read, or a certificate has no key or the other way round. */
export function temporalAccess(given: Omit<TemporalSettings, 'TEMPORAL_NAMESPACE'>): TemporalAccess {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_API_KEY: apiKey, TEMPORAL_TLS: wanted } = given;
  const parts = tlsParts(given);
  const hasParts = Object.keys(parts).length > 0;
  if (wanted === 'false' && (hasParts || apiKey))
    throw failure('TEMPORAL_TLS is false, but an API key or a certificate is given, which needs TLS.');
  const tls = hasParts ? parts : wanted === 'true' || apiKey ? true : undefined;
  if (tls && address.includes(',') && !parts.serverNameOverride)
    throw failure(
      'TEMPORAL_ADDRESS gives several addresses: with TLS, TEMPORAL_TLS_SERVER_NAME must say which name is in their certificates.',
    );
  return { address, ...(apiKey && { apiKey }), ...(tls && { tls }) };
}

function tlsParts(given: Omit<TemporalSettings, 'TEMPORAL_NAMESPACE'>): TlsParts {
  const ca = read(given, 'TEMPORAL_TLS_SERVER_CA_CERT_PATH');
  const crt = read(given, 'TEMPORAL_TLS_CLIENT_CERT_PATH');
  const key = read(given, 'TEMPORAL_TLS_CLIENT_KEY_PATH');
  if (!crt !== !key)
    throw failure('TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH go together: give both.');
  const serverNameOverride = given.TEMPORAL_TLS_SERVER_NAME;
  return {
    ...(serverNameOverride && { serverNameOverride }),
    ...(ca && { serverRootCACertificate: ca }),
    ...(crt && key && { clientCertPair: { crt, key } }),
  };
}

function read(given: Readonly<Record<string, unknown>>, name: string): Buffer | undefined {
  const path = given[name];
  if (typeof path !== 'string') return undefined;
  try {
    return readFileSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw failure(`The file of ${name} cannot be read (${code}): ${path}`, { cause });
  }
}
