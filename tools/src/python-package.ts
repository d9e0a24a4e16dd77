import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '@doudi/infra/failure';
import { execa } from 'execa';

/** A package of the Python package index with a command of the same name. */
interface PythonPackage {
  readonly name: string;
  readonly version: string;
}

/** Real milliseconds an installation may take. */
const installMs = 300_000;

/** The `bin` folder of a package's own Python environment under the cache folder, made there the first time. */
export async function ensurePythonPackage(
  { name, version }: PythonPackage,
  cacheFolder: string,
  report: (sentence: string) => void,
): Promise<string> {
  const folder = join(cacheFolder, `${name}-${version}`);
  const bin = join(folder, 'bin');
  if (await answers(join(bin, name), version)) return bin;
  report(`Installing ${name} ${version} from PyPI, once.`);
  await step(
    'python3',
    ['-m', 'venv', '--clear', folder],
    `Python 3.10 or newer with venv is needed for ${name}.`,
  );
  await step(
    join(bin, 'python'),
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${name}==${version}`],
    `${name} ${version} could not be had from the Python package index; is it reachable from here?`,
  );
  return bin;
}

/** An installation that was cut short does not answer, and is made anew. */
async function answers(command: string, version: string): Promise<boolean> {
  if (!existsSync(command)) return false;
  const { stdout } = await execa(command, ['--version'], { reject: false });
  return stdout.includes(version);
}

async function step(command: string, args: readonly string[], sentence: string): Promise<void> {
  await execa(command, args, { timeout: installMs }).catch((cause: Error) => {
    throw failure(`${sentence} (${cause.message.split('\n').at(-1)})`, { cause });
  });
}
