import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readKeptFile, writeKeptFile } from '@doudi/local';
import type { Person } from './people.ts';
import { people } from './people.ts';

const { roles: [enterprise = 'enterprise'] = [], uscc = '' } = people['enterprise-yunzhan'] ?? {};

/** Sample systems, by the names used on the command line: they sign in with a secret of their own, their subject is their client id. */
export const systems: Readonly<Record<string, Person>> = {
  'yunzhan-system': {
    ...{ subject: 's-1101', roles: [enterprise], uscc },
    ...{ zh: '云栈公司业务系统', en: 'Yunzhan company’s own system' },
  },
  'supervision-system': {
    ...{ subject: 's-1401', roles: ['auditor'] },
    ...{ zh: '市级监管系统', en: 'supervising system of the city, which reads' },
  },
};

export type Secrets = Readonly<Record<string, string>>;

/** Bytes of chance in a secret. */
const secretBytes = 32;

/** Makes the secrets of the systems that have none yet; answers their file, for its user alone. */
export function ensureSystemSecrets(folder: string): string {
  const file = join(folder, 'system-secrets.json');
  const known = existsSync(file) ? readSystemSecrets(file) : {};
  const fresh = Object.values(systems).map(({ subject }) => [
    subject,
    randomBytes(secretBytes).toString('base64url'),
  ]);
  const all = { ...Object.fromEntries(fresh), ...known } as Secrets;
  if (Object.keys(all).length > Object.keys(known).length) writeKeptFile(file, JSON.stringify(all, null, 2));
  return file;
}

/** The secrets by the systems' subjects. */
export const readSystemSecrets = (file: string): Secrets =>
  readKeptFile(file, {
    afterRemoval: 'the next start makes others, and every system must be given its new one',
    isWhole: areSecrets,
  });

const areSecrets = (content: unknown): content is Secrets =>
  Object.prototype.toString.call(content) === '[object Object]' &&
  Object.values(Object(content) as object).every((secret) => typeof secret === 'string');
