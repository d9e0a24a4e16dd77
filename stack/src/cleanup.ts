import { rmSync } from 'node:fs';
import {
  endOrphans,
  endProcess,
  ensureFolder,
  lockFolder,
  inEndingOrder,
  openRecord,
  recordsFolder,
} from '@doudi/local';

interface Options {
  readonly dataFolder: string;
  /** removed at the end */
  readonly temporary: boolean;
  readonly report: (sentence: string) => void;
}

export type Cleanup = Awaited<ReturnType<typeof openCleanup>>;

/** Clears what earlier starts left, takes the data folder, and undoes everything in reverse at the stop. */
export async function openCleanup({ dataFolder, temporary, report }: Options) {
  const records = recordsFolder();
  (await endOrphans(records)).forEach(report);
  const release = await lockFolder(ensureFolder(dataFolder));
  const recorder = openRecord(records, temporary ? dataFolder : undefined);
  const undo: (() => Promise<void>)[] = [];

  const undoAll = async () => {
    for (const step of undo.toReversed())
      await step().catch((error: Error) => report(`While stopping: ${error.message}`));
    // what was still starting has no step of its own yet
    for (const together of inEndingOrder(recorder.children()))
      await Promise.all(together.map((child) => endProcess(child)));
    release();
    if (temporary) rmSync(dataFolder, { recursive: true, force: true });
    recorder.close();
  };
  let stopped: Promise<void> | undefined;
  return {
    recorder,
    /** Has `step` run at the stop, before those added earlier. */
    onStop: (step: () => Promise<void>) => void undo.push(step),
    /** Undoes everything, once; later calls wait for the first. */
    stop: () => (stopped ??= undoAll()),
  };
}
