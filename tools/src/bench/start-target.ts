import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type Recorder, startChild } from '@doudi/local';
import { failure } from '@doudi/infra/failure';

interface Around {
  readonly folder: string;
  readonly recorder: Recorder;
}

interface Program {
  readonly name: string;
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
  /** answers 200 as soon as reads are answered */
  readonly path: string;
}

export interface Target {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Real milliseconds a server has to answer. */
const readyMs = 30_000;

/** Starts a server in a process of its own, its log in a file, and waits for its first answer. */
export async function startTarget({ name, main, env, path }: Program, around: Around): Promise<Target> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = await startChild({
    ...{ name, command: process.execPath, args: [main], recorder: around.recorder },
    logFile: join(around.folder, `${name}.log`),
    env: { NODE_ENV: 'production', ...env, PORT: String(port) },
  });
  for (const deadline = Date.now() + readyMs; !(await answers(url + path)); await sleep(100)) {
    if (child.isRunning() && Date.now() < deadline) continue;
    await child.stop();
    throw failure(`${name} did not start: ${child.logTail().trim()}`);
  }
  return { url, stop: child.stop };
}

const answers = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(3_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
