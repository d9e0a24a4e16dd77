import { join } from 'node:path';
import type { Recorder } from '@doudi/local';
import { audience, ensureIdentityKey, readIdentityKey, services } from '@doudi/stack';
import { startTarget } from './start-target.ts';

interface Wish {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly recorder: Recorder;
}

/** The name of an issuer that is nowhere: the bench signs for it. */
export const issuer = 'http://bench.invalid';

/** Requests in a minute: counted as ever, and never too many. */
const endless = '100000000';

/** The service as it is built and run, without a Temporal: progress is answered all the same. */
export async function startReal({ databaseUrl, ...around }: Wish) {
  const { d: _secret, ...publicKey } = await readIdentityKey(await ensureIdentityKey(around.folder));
  const [name, main] = [
    'approval-workflows',
    services.find((one) => one.name === 'approval-workflows')?.main ?? '',
  ];
  const env = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    IDENTITY_PUBLIC_KEY: JSON.stringify(publicKey),
    IDENTITY_ISSUER: issuer,
    IDENTITY_AUDIENCE: audience,
    RATE_READS: endless,
    RATE_ADDRESS: endless,
  };
  return startTarget({ name, main, env, path: '/readyz' }, around);
}

/** The same read behind plain express; `orderNo` is on record. */
export function startBare({ databaseUrl, ...around }: Wish, orderNo: string) {
  const main = join(import.meta.dirname, 'bare-progress.js');
  const env = { DATABASE_URL: databaseUrl };
  return startTarget({ name: 'bare', main, env, path: `/v1/progress/${orderNo}` }, around);
}
