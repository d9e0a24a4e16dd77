import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '../failure.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment with what the files of `CREDENTIALS_DIRECTORY` hold, each under the name of its file: so systemd hands secrets over
 * (`LoadCredential`), and no list of processes shows them. What the environment says itself wins. Throws one sentence when a file
 * cannot be read.
 */
export function withCredentials(env: Environment): Environment {
  const folder = env['CREDENTIALS_DIRECTORY'];
  if (!folder || !existsSync(folder)) return env;
  try {
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    const read = files.map(({ name }) => [name, readFileSync(join(folder, name), 'utf8').trim()] as const);
    return { ...Object.fromEntries(read), ...env };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw failure(`What is in CREDENTIALS_DIRECTORY cannot be read (${code}): ${folder}`, { cause });
  }
}
