import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '@doudi/infra/failure';
import { execa } from 'execa';

/** The version the committed figures are of; any other is another judge. */
const version = '4.32.5';

/** Real milliseconds an installation may take. */
const installMs = 300_000;

/** The command of schemathesis in a Python environment of its own under the cache folder, made there the first time. */
export async function ensureSchemathesis(
  cacheFolder: string,
  report: (sentence: string) => void,
): Promise<string> {
  const folder = join(cacheFolder, `schemathesis-${version}`);
  const command = join(folder, 'bin', 'schemathesis');
  if (await answers(command)) return command;
  report(`Installing schemathesis ${version} from PyPI, once.`);
  await step(
    'python3',
    ['-m', 'venv', '--clear', folder],
    'Python 3.10 or newer with venv is needed for the fuzzer.',
  );
  await step(
    join(folder, 'bin', 'python'),
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `schemathesis==${version}`],
    `schemathesis ${version} could not be had from the Python package index; is it reachable from here?`,
  );
  return command;
}

/** An installation that was cut short does not answer, and is made anew. */
async function answers(command: string): Promise<boolean> {
  if (!existsSync(command)) return false;
  const { stdout } = await execa(command, ['--version'], { reject: false });
  return stdout.includes(version);
}

async function step(command: string, args: readonly string[], sentence: string): Promise<void> {
  await execa(command, args, { timeout: installMs }).catch((cause: Error) => {
    throw failure(`${sentence} (${cause.message.split('\n').at(-1)})`, { cause });
  });
}
