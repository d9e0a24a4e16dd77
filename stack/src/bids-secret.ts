import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readKeptFile, writeKeptFile } from '@doudi/local';

interface Kept {
  readonly secrets: readonly string[];
}

const afterRemoval =
  'the next start makes another, and tenders that are open now cannot be closed: their owners publish them anew';

const isWhole = (content: unknown): content is Kept => {
  const { secrets } = Object(content) as Kept;
  return Array.isArray(secrets) && secrets.length > 0;
};

/**
 * The secrets with which the market seals bids, as its setting has them; made once for a data set, in a file for its user alone,
 * beside the databases and in neither of them.
 */
export function ensureBidsSecret(folder: string): string {
  const file = join(folder, 'bids-secrets.json');
  if (!existsSync(file))
    writeKeptFile(file, JSON.stringify({ secrets: [randomBytes(32).toString('base64')] }));
  return readKeptFile(file, { afterRemoval, isWhole }).secrets.join(',');
}
