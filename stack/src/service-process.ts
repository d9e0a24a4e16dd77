import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, type LogOptions, type Recorder, startChild } from '@doudi/local';
import { failure } from '@doudi/infra/failure';
import type { Rotation } from '@doudi/infra/gateway';
import { longestStopMs } from '@doudi/infra/service';
import { fullyReady } from './fully-ready.ts';
import { keepRunning } from './keep-running.ts';
import type { Service } from '@doudi/infra/service';

export interface ServiceProcess {
  readonly url: string;
  /** Has its requests answered, ends it as SIGTERM does and starts it again on the same port; resolves when it is fully ready. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Surroundings {
  /** counts the instances of the service, from 0 */
  readonly index: number;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** folder of the logs, and how they are kept */
  readonly logs: string;
  readonly log: LogOptions;
  readonly recorder: Recorder;
  readonly rotation: Rotation;
  readonly report: (sentence: string) => void;
}

/** Real milliseconds a service has to become ready. */
const readyMs = 30_000;

/** Real milliseconds a service has to end, besides those in which it says that it is not ready. */
const graceMs = longestStopMs + 3_000;

/** How an instance is called on record and in the names of logs: the first like its service, the second `intake-2`. */
const instanceName = (service: string, index: number): string =>
  index === 0 ? service : `${service}-${index + 1}`;

/** Starts an instance of a service, resolves when it is fully ready, and from then on starts it again whenever it ends by itself. */
export async function startServiceProcess(
  service: Pick<Service, 'name' | 'main'>,
  around: Surroundings,
): Promise<ServiceProcess> {
  const { port, logs, log, recorder, rotation, report } = around;
  const name = instanceName(service.name, around.index);
  const url = `http://127.0.0.1:${port}`;
  const env: Record<string, string> = { ...around.env, PORT: String(port) };
  const logFile = join(logs, `${name}.log`);
  const drainMs = Number(env['DRAIN_MS'] ?? 0);
  const spec = { name, command: process.execPath, args: [service.main], logFile, log, env, recorder };
  const again = async () => serving(await startChild({ ...spec, graceMs: graceMs + drainMs }), url, rotation);
  const first = await again();
  await ready(first, name, url);
  const { renew, stop } = keepRunning({ name, first, again, report });
  const restart = async () => {
    await rotation.remove(url);
    await ready(await renew(), name, url);
  };
  return { url, restart, stop };
}

/** Has the gateway send it requests from when it answers until it ends. */
function serving(child: Child, url: string, rotation: Rotation): Child {
  const addWhenItAnswers = async () => {
    while (child.isRunning() && !(await answers(url))) await sleep(100);
    if (child.isRunning()) rotation.add(url);
  };
  void addWhenItAnswers();
  void child.exited.then(() => rotation.remove(url));
  return child;
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`, { signal: AbortSignal.timeout(3_000) }).then(
    () => true,
    () => false,
  );

async function ready(child: Child, name: string, url: string): Promise<void> {
  const deadline = Date.now() + readyMs;
  for (let lacks = await fullyReady(url); lacks; lacks = await fullyReady(url)) {
    if (!child.isRunning()) throw failure(`${name} ended while it started: ${lastWords(child.logTail())}`);
    if (Date.now() > deadline) throw failure(`${name} was not ready within ${readyMs / 1_000} s: ${lacks}.`);
    await sleep(100);
  }
}

// A service's last log line is JSON with a `msg`; a crash before its log was open leaves plain text.
function lastWords(log: string): string {
  const line = log.trim().split('\n').at(-1) ?? '';
  try {
    return (JSON.parse(line) as { msg?: string }).msg ?? line;
  } catch {
    return log.trim() || 'it left no log';
  }
}
