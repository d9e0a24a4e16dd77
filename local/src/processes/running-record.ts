import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from './process-identity.ts';
import { endProcess } from './end-process.ts';
import { parsed } from '../folders/kept-files.ts';
import { ensureFolder } from '../folders/folders.ts';

/** A process of ours: enough to know it again after its parent is gone, and to end it kindly. */
export interface KnownProcess {
  readonly name: string;
  readonly pid: number;
  readonly identity: string;
  readonly stopSignal: NodeJS.Signals;
}

/** One running stack or test run, as the next start will find it should this process be killed. */
export interface RunningRecord {
  readonly parent: KnownProcess;
  readonly children: readonly KnownProcess[];
  /** removed together with the orphans that used it */
  readonly temporaryFolder?: string;
  /** what other commands want to know of a running stack: its address, the path of its key */
  readonly about?: Readonly<Record<string, string>>;
}

export type Recorder = ReturnType<typeof openRecord>;

/** Puts this process on record in `folder`; every child is added before anything else is done with it. */
export function openRecord(folder: string, temporaryFolder?: string) {
  const file = join(folder, `${process.pid}-${randomUUID().slice(0, 8)}.json`); // one process may hold several
  const identity = processIdentity(process.pid) ?? '';
  const parent: KnownProcess = { name: 'parent', pid: process.pid, identity, stopSignal: 'SIGTERM' };
  let record: RunningRecord = { parent, children: [], ...(temporaryFolder && { temporaryFolder }) };
  const save = () => {
    writeFileSync(`${file}.new`, JSON.stringify(record, null, 2));
    renameSync(`${file}.new`, file);
  };
  const write = (next: RunningRecord) => {
    record = next;
    try {
      save();
    } catch {
      // A disk that is full now is no reason to end: the next change writes all of it.
    }
  };
  ensureFolder(folder);
  save();
  return {
    add: (child: KnownProcess) => write({ ...record, children: [...record.children, child] }),
    remove: (pid: number) =>
      write({ ...record, children: record.children.filter((child) => child.pid !== pid) }),
    children: () => record.children,
    describe: (about: Readonly<Record<string, string>>) => write({ ...record, about }),
    close: () => rmSync(file, { force: true }),
  };
}

/** A record is renamed when it is whole, so that only a power cut damages one: none of its processes lives. */
function recordIn(file: string): RunningRecord {
  const { parent, children, ...rest } = Object(parsed(readFileSync(file, 'utf8'))) as Partial<RunningRecord>;
  const unknown: KnownProcess = { name: 'parent', pid: 0, identity: 'unknown', stopSignal: 'SIGTERM' };
  return parent && children ? { parent, children, ...rest } : { parent: unknown, children: [] };
}

/** The records of `folder`: those whose parent lives, and those a killed parent left behind. */
export function readRecords(folder: string): {
  alive: RunningRecord[];
  left: { file: string; record: RunningRecord }[];
} {
  const files = list(folder).map((name) => join(folder, name));
  const found = files.map((file) => ({ file, record: recordIn(file) }));
  const lives = ({ parent }: RunningRecord) => processIdentity(parent.pid) === parent.identity;
  return {
    alive: found.map(({ record }) => record).filter(lives),
    left: found.filter(({ record }) => !lives(record)),
  };
}

const stores = ['Temporal', 'PostgreSQL'];

/** Those that may end at the same time: the services before the stores they use; `Temporal history 1` is of a store, too. */
export const inEndingOrder = (children: readonly KnownProcess[]): KnownProcess[][] =>
  [-1, ...stores.keys()]
    .map((place) => children.filter((child) => placeOf(child) === place))
    .filter(({ length }) => length > 0);

const placeOf = ({ name }: KnownProcess): number => stores.findIndex((store) => name.startsWith(store));

/** Ends what killed parents left behind and answers one sentence for each thing done. */
export async function endOrphans(folder: string): Promise<string[]> {
  const done: string[] = [];
  for (const { file, record } of readRecords(folder).left) {
    const left = record.children.filter(({ pid, identity }) => processIdentity(pid) === identity);
    for (const together of inEndingOrder(left)) {
      await Promise.all(together.map((child) => endProcess(child)));
      for (const { name, pid } of together)
        done.push(`Ended ${name} (pid ${pid}), left behind by process ${record.parent.pid}.`);
    }
    if (record.temporaryFolder) rmSync(record.temporaryFolder, { recursive: true, force: true });
    rmSync(file, { force: true });
  }
  return done;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}
