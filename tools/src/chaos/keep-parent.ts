import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '@doudi/infra/failure';
import {
  type Child,
  type KnownProcess,
  readRecords,
  type Recorder,
  recordsFolder,
  repositoryRoot,
  startChild,
} from '@doudi/local';
import type { ParentWish } from './parent.ts';

interface Keeping {
  readonly wish: ParentWish;
  readonly logFile: string;
  readonly recorder: Recorder;
  readonly report: (line: string) => void;
}

export type Parent = Awaited<ReturnType<typeof keepParent>>;

// the built one, as the services: a process does not run TypeScript
const main = join(repositoryRoot, 'tools', 'dist', 'chaos', 'parent.js');

/** Real milliseconds a start may take, also one that first has to end what a killed parent has left; and before it is started again. */
const [readyMs, againMs] = [180_000, 300];

/** Starts the process that holds the stack, and starts it again whenever it ends, as whoever operates it would. */
export async function keepParent({ wish, logFile, recorder, report }: Keeping) {
  const stopping = new AbortController();
  const start = (options: ParentWish) =>
    startChild({
      ...{
        name: 'stack',
        command: process.execPath,
        args: [main, JSON.stringify(options)],
        logFile,
        recorder,
      },
      graceMs: 60_000,
    });
  let child = await start(wish);
  const { clock: _, ...again } = wish;
  const watch = async () => {
    for (;;) {
      const how = await child.exited;
      if (stopping.signal.aborted) return;
      report(`the parent ended (${how}); started again`);
      await sleep(againMs);
      if (stopping.signal.aborted) return;
      // its office clock goes on where it was
      child = await start(again);
      if (stopping.signal.aborted) await child.stop();
    }
  };
  const watched = watch();
  const stop = async () => {
    stopping.abort();
    await child.stop();
    await watched;
  };
  await ready(() => child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  /** what it holds now; nothing while it does not run or is not ready */
  const children = (): readonly KnownProcess[] => recordOf(child)?.children ?? [];
  const names = children().map(({ name }) => name);
  return {
    /** how it is called what it holds */
    names,
    pid: () => child.pid,
    find: (name: string) => children().find((one) => one.name === name),
    isWhole: () => names.every((name) => children().some((one) => one.name === name)),
    stop,
  };
}

const recordOf = ({ pid }: Child) =>
  readRecords(recordsFolder()).alive.find(({ parent, about }) => parent.pid === pid && about?.['gateway']);

async function ready(current: () => Child): Promise<void> {
  const first = current();
  for (const until = Date.now() + readyMs; !recordOf(current()); await sleep(200)) {
    if (!first.isRunning()) throw failure(`The stack could not be started: ${first.logTail().trim()}`);
    if (Date.now() > until) throw failure(`The stack was not ready within ${readyMs / 1_000} s.`);
  }
}
