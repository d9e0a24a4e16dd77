import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestWorkflowEnvironment } from '@temporalio/testing';

interface Wanted {
  readonly path: string;
  readonly report: (what: string) => void;
}

/** Has the SDK download the CLI to `path`, within a minute; rejects with a short reason. */
export async function downloadTemporal({ path, report }: Wanted): Promise<void> {
  report('downloading Temporal');
  const folder = mkdtempSync(`${dirname(path)}/download-`);
  try {
    // The SDK can only download by starting a server; whether that server came up is of no interest here.
    const started = TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'cached-download', downloadDir: folder } },
    }).then((environment) => environment.teardown());
    await Promise.race([started.catch(() => {}), sleep(60_000, undefined, { ref: false })]);
    const file = readdirSync(folder).find(
      (name) => name.startsWith('temporal') && !name.includes('.downloading'),
    );
    if (!file) throw new Error('it could not be downloaded');
    renameSync(join(folder, file), path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
