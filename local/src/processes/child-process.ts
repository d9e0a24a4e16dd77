import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess } from './end-process.ts';
import { failure } from '@doudi/infra/failure';
import { openLogFile, type LogOptions } from './log-file.ts';
import { passOnLines } from './whole-lines.ts';
import { processIdentity } from './process-identity.ts';
import type { Recorder } from './running-record.ts';

export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly log?: LogOptions;
  readonly env?: NodeJS.ProcessEnv;
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly stopSignal?: NodeJS.Signals;
  /** real milliseconds it has to end once it was asked to, 10 s unless said otherwise */
  readonly graceMs?: number;
  readonly recorder?: Recorder;
}

export interface Child {
  readonly pid: number;
  /** true until it exits, for whatever reason */
  readonly isRunning: () => boolean;
  readonly exited: Promise<string>;
  /** the end of what this process wrote into its log, also when that could not be written */
  readonly logTail: () => string;
  /** Asks it to stop, kills it when its grace is over; resolves when it is gone. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a child in a process group of its own, so that a Ctrl-C in the terminal reaches the parent alone, which
 * then stops its children in order. Its output goes through this process to `logFile`.
 */
export async function startChild(spec: ChildSpec): Promise<Child> {
  const { name, command, args, env, user, stopSignal = 'SIGTERM', recorder } = spec;
  const child = spawnPrivately(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    cwd: '/',
    ...user,
    ...(env && { env }),
  });
  const output = logOutput(child, spec);
  const pid = await started(child, name);
  recorder?.add({ name, pid, identity: processIdentity(pid) ?? '', stopSignal });
  let running = true;
  const killWithParent = () => void child.kill(stopSignal);
  exits.add(killWithParent);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      exits.delete(killWithParent);
      recorder?.remove(pid);
      void output.read().then(() => {
        running = false;
        resolve(signal ?? `exit code ${code}`);
      });
    });
  });
  const stop = async () => {
    if (running) await endProcess({ pid, stopSignal }, spec.graceMs);
    await exited;
  };
  return { pid, isRunning: () => running, exited, stop, logTail: output.tail };
}

// one listener for all children: Node warns of more than ten
const exits = new Set<() => void>();
process.once('exit', () => exits.forEach((kill) => kill()));

/** Real milliseconds in which the last words of a child that has ended are read; its own children may hold its output longer. */
const lastWordsMs = 500;

/** Writes what a child says into its log and keeps the end of it. */
function logOutput(child: ChildProcess, { logFile, log }: ChildSpec) {
  const file = openLogFile(logFile, log);
  const streams = [child.stdout, child.stderr].filter((stream): stream is Readable => stream !== null);
  let tail = '';
  for (const stream of streams)
    passOnLines(stream, (lines) => {
      tail = (tail + lines).slice(-2_000);
      file.write(lines);
    });
  const closed = new Promise<void>((resolve) => void child.once('close', resolve)).then(file.close);
  const read = () => Promise.race([closed, sleep(lastWordsMs)]);
  return { tail: () => tail, read };
}

// What a child writes is for its user alone: the mask is inherited at the spawn.
function spawnPrivately(...spawning: [string, readonly string[], SpawnOptions]): ChildProcess {
  const umask = process.umask(0o077);
  try {
    return spawn(...spawning);
  } finally {
    process.umask(umask);
  }
}

function started(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid ?? 0));
    child.once('error', (cause) =>
      reject(failure(`${name} could not be started: ${cause.message}.`, { cause })),
    );
  });
}
