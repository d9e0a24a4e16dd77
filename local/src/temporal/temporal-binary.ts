import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { buildWithGo } from './build-with-go.ts';
import { downloadTemporal } from './download-temporal.ts';
import { failure } from '@doudi/infra/failure';
import { ensureFolder } from '../folders/folders.ts';

/** The release of the Temporal CLI this code is tried with; `local/temporal/go.mod` requires the same. */
const temporalVersion = '1.8.2';
const goPackage = 'github.com/temporalio/cli/cmd/temporal';

export interface TemporalBinary {
  readonly path: string;
  /** of the server inside, e.g. 1.31.2 */
  readonly serverVersion: string;
}

/**
 * Finds or makes a Temporal: on PATH, cached, downloaded, or built with Go. `report` is called with what is going on, since
 * the last can take minutes. A failure with the reasons when it cannot be had.
 */
export async function temporalBinary(
  cacheFolder: string,
  report: (what: string) => void,
): Promise<TemporalBinary> {
  const onPath = await versionOf('temporal');
  if (onPath) return { path: 'temporal', serverVersion: onPath };
  const folder = ensureFolder(join(cacheFolder, `temporal-${temporalVersion}`));
  const path = join(folder, 'temporal');
  const reasons: string[] = [];
  const build = () => buildWithGo({ name: 'Temporal', goPackage, path, report });
  for (const get of [async () => {}, () => downloadTemporal({ path, report }), build]) {
    if (!existsSync(path)) await get().catch((error: Error) => reasons.push(error.message));
    const serverVersion = existsSync(path) ? await versionOf(path) : undefined;
    if (serverVersion) return { path, serverVersion };
  }
  throw failure(
    `There is no Temporal: ${reasons.join('; ')}. Put the "temporal" CLI on PATH, install Go, or set TEMPORAL_ADDRESS.`,
  );
}

async function versionOf(command: string): Promise<string | undefined> {
  const { stdout, failed } = await execa(command, ['--version'], { reject: false, timeout: 10_000 });
  return failed ? undefined : /Server (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}
