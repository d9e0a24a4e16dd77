import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { repositoryRoot } from '../folders/folders.ts';

interface Wanted {
  /** how people call it */
  readonly name: string;
  /** the main package, a tool of `local/temporal/go.mod`, which fixes its version */
  readonly goPackage: string;
  readonly path: string;
  readonly report: (what: string) => void;
}

const source = join(repositoryRoot, 'local', 'temporal');

/** Builds a program with Go to `path`, once: who comes second waits for the first. Rejects with a short reason. */
export async function buildWithGo({ name, goPackage, path, report }: Wanted): Promise<void> {
  const { failed } = await execa('go', ['version'], { reject: false });
  if (failed) throw new Error('there is no Go to build it with');
  const lock = join(dirname(path), 'building');
  const since = Date.now();
  const progress = (what: string) => () =>
    report(`${what}: ${Math.round((Date.now() - since) / 1_000)} s (five to ten minutes, once)`);
  while (!take(lock)) {
    progress('waiting for another start to build')();
    await sleep(15_000);
  }
  const heart = setInterval(() => writeFileSync(join(lock, 'beat'), ''), 2_000);
  const shown = setInterval(progress(`building ${name} with Go`), 15_000);
  try {
    if (!existsSync(path)) await build(goPackage, path); // else the first has just finished
  } finally {
    clearInterval(heart);
    clearInterval(shown);
    rmSync(lock, { recursive: true, force: true });
  }
}

async function build(goPackage: string, path: string): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  const args = ['build', '-C', source, '-trimpath', '-o', unfinished, goPackage];
  const { failed, stderr, shortMessage } = await execa('go', args, {
    reject: false,
    env: { CGO_ENABLED: '0' },
  });
  if (failed) throw new Error(`it could not be built (${lastLine(stderr) || shortMessage})`);
  renameSync(unfinished, path);
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? '';

/** A lock whose holder no longer touches it is taken over: its process was killed. */
function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'beat'), '');
    return true;
  } catch {
    if (Date.now() - lastBeat(lock) > 15_000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function lastBeat(lock: string): number {
  try {
    return statSync(join(lock, 'beat')).mtimeMs;
  } catch {
    return Date.now(); // just made, or just gone
  }
}
