import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '@doudi/infra/child-process';
import { startChild } from '@doudi/infra/child-process';
import { failure } from '@doudi/infra/failure';
import type { Recorder } from '@doudi/infra/running-record';
import { fullyReady } from './fully-ready.ts';
import { keepRunning } from './keep-running.ts';
import type { Service } from './services.ts';

export interface ServiceProcess {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

interface Surroundings {
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logs: string;
  readonly recorder: Recorder;
  readonly tell: (sentence: string) => void;
}

/** Real milliseconds a service has to become ready. */
const readyMs = 30_000;

/** Starts a service, resolves when it is fully ready, and from then on starts it again whenever it ends by itself. */
export async function startServiceProcess(
  service: Pick<Service, 'name' | 'main'>,
  around: Surroundings,
): Promise<ServiceProcess> {
  const { name, main } = service;
  const { port, logs, recorder, tell } = around;
  const url = `http://127.0.0.1:${port}`;
  const env = { ...around.env, PORT: String(port) };
  const logFile = join(logs, `${name}.log`);
  const again = () => startChild({ name, command: process.execPath, args: [main], logFile, env, recorder });
  const first = await again();
  await ready(first, name, url);
  const { stop } = keepRunning({ name, first, again, tell });
  return { url, stop };
}

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
