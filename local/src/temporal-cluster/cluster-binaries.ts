import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { failure } from '@doudi/infra/failure';
import { ensureFolder } from '../folders/folders.ts';
import { buildWithGo } from '../temporal/build-with-go.ts';

/** The release of the server this code is tried with; `local/temporal/go.mod` requires the same. */
const serverVersion = '1.31.2';

/** The programs by the names of the server's own releases, and the main packages they are built from. */
const programs = {
  'temporal-server': 'go.temporal.io/server/cmd/server',
  'temporal-sql-tool': 'go.temporal.io/server/cmd/tools/sql',
  'temporal-ui-server': 'github.com/temporalio/ui-server/v2/cmd/server',
} as const;

export type ClusterBinaries = Readonly<Record<keyof typeof programs, string>>;

interface Wanted {
  readonly cacheFolder: string;
  /** a folder that holds some or all of them */
  readonly given?: string | undefined;
  readonly report: (what: string) => void;
}

/**
 * Finds or makes what a cluster needs: in the folder given, cached, or built with Go, which takes minutes. A failure with the
 * reason when one cannot be had.
 */
export async function clusterBinaries({ cacheFolder, given, report }: Wanted): Promise<ClusterBinaries> {
  const folder = ensureFolder(join(cacheFolder, `temporal-server-${serverVersion}`));
  const found: Record<string, string> = {};
  for (const [name, goPackage] of Object.entries(programs)) {
    const path = [given, folder]
      .map((where) => where && join(where, name))
      .find((one) => one && existsSync(one));
    found[name] = path ?? join(folder, name);
    if (!path) await built(name, goPackage, found[name], report);
    await refuseBroken(found[name]);
  }
  return found as ClusterBinaries;
}

async function built(
  name: string,
  goPackage: string,
  path: string,
  report: (what: string) => void,
): Promise<void> {
  await buildWithGo({ name, goPackage, path, report }).catch((error: Error) => {
    throw failure(
      `There is no ${name}: ${error.message}. Install Go, or set TEMPORAL_BINARIES to a folder with ${Object.keys(programs).join(', ')}.`,
    );
  });
}

async function refuseBroken(path: string): Promise<void> {
  const { failed, shortMessage } = await execa(path, ['--version'], { reject: false, timeout: 10_000 });
  const why = shortMessage?.split('\n')[0];
  if (failed) throw failure(`${path} cannot be used (${why}); remove or replace it.`);
}
