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

interface Held {
  readonly dataFolder: string;
  /** removed at the end */
  readonly temporary: boolean;
  readonly tell: (sentence: string) => void;
}

export type Lifeline = Awaited<ReturnType<typeof openLifeline>>;

/** Clears what earlier starts left, takes the data folder, and knows how to let go of everything in reverse. */
export async function openLifeline({ dataFolder, temporary, tell }: Held) {
  const records = recordsFolder();
  (await endOrphans(records)).forEach(tell);
  const release = await lockFolder(ensureFolder(dataFolder));
  const recorder = openRecord(records, temporary ? dataFolder : undefined);
  const undo: (() => Promise<void>)[] = [];

  const letGo = async () => {
    for (const step of undo.toReversed())
      await step().catch((error: Error) => tell(`While stopping: ${error.message}`));
    // what was still starting has no step of its own yet
    for (const child of inEndingOrder(recorder.children())) await endProcess(child);
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
    stop: () => (stopped ??= letGo()),
  };
}
