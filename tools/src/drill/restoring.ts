import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  invariants,
  judge,
  openApi,
  openDataSet,
  reconcile,
  registerProject,
  type ToldAnswer,
  up,
  type UpOptions,
} from '@doudi/stack';
import { sample } from '../bench-temporal/product-walk.ts';
import { projectOf } from '../chaos/opened-order.ts';
import { restoreStores } from './copies.ts';

/** What one restore came to; times in real milliseconds. */
export interface Restored {
  readonly name: string;
  /** what a start said of the stores as they were put together; undefined where it started */
  readonly refused: string | undefined;
  /** between the stores: found, and left for people once all was applied that needs none, and what was asked of people here */
  readonly differences: number;
  readonly left: number;
  readonly decided: number;
  readonly took: Readonly<Record<'copying' | 'reconciling' | 'starting', number>>;
  /** real milliseconds between the older copy and the end of the load: what was done in that time can be lost */
  readonly age: number;
  /** answers with success since the older copy, and those of them that are not on record any more */
  readonly since: number;
  readonly lost: number;
  /** invariants that do not hold, of what was answered before the older copy too */
  readonly broken: readonly string[];
}

interface Restoring {
  readonly options: UpOptions;
  readonly folder: string;
  /** what callers were told */
  readonly answers: string;
  /** the end of the load, real milliseconds since the epoch */
  readonly lostAt: number;
  readonly report: (line: string) => void;
}

type From = Parameters<typeof restoreStores>[1];
type Difference = Awaited<ReturnType<typeof reconcile>>[number];
type Asks = NonNullable<Difference['asks']>;

/** Real milliseconds what is under way has to arrive before it is a finding: notices are gathered for a minute. */
const withinMs = 120_000;

/** Puts the data together from copies, and answers what came of it. */
export function restoring({ options, folder, answers, lostAt, report }: Restoring) {
  return async (name: string, from: From): Promise<Restored> => {
    const copied = await timed(() => restoreStores(options.dataFolder, from));
    const refused = await refusal(options);
    const reconciled = await timed(() => mended(options));
    const started = await timed(() => up(options));
    const older = Math.min(from.postgres.begun, from.temporal.begun);
    const told = await split({ answers, older, to: join(folder, 'answers-of-older.jsonl') });
    const verdict = await judged(options, { before: told.file, all: answers }).finally(started.result.stop);
    report(`${name}: judged`);
    return {
      ...{ name, refused, ...reconciled.result, ...verdict, since: told.since, age: lostAt - older },
      took: { copying: copied.ms, reconciling: reconciled.ms, starting: started.ms },
    };
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const from = Date.now();
  return { result: await work(), ms: Date.now() - from };
}

/** What a start says of the stores; undefined when it starts. */
async function refusal(options: UpOptions): Promise<string | undefined> {
  try {
    await (await up(options)).stop();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What an operator does: reads what differs, has it put right, and decides what is left as it is asked. */
async function mended(options: UpOptions) {
  const found = await reconcile(options, { apply: false, start: [] });
  const starts = asked(found, 'start anew');
  let left = await reconcile(options, { apply: true, start: starts });
  const projects = new Set(asked(left, 'register project'));
  if (projects.size > 0) {
    await registerAgain(options, projects);
    left = await reconcile(options, { apply: true, start: asked(left, 'start anew') });
  }
  return { differences: found.length, left: left.length, decided: starts.length + projects.size };
}

const asked = (differences: readonly Difference[], what: Asks['what']): string[] =>
  differences.flatMap(({ asks }) => (asks?.what === what ? [asks.of] : []));

async function registerAgain(options: UpOptions, codes: ReadonlySet<string>): Promise<void> {
  const stack = await up(options);
  try {
    const api = openApi(stack);
    for (const code of codes) await registerProject(api, { ...sample, project: projectOf(code), lacks: [] });
  } finally {
    await stack.stop();
  }
}

async function judged(
  options: UpOptions,
  { before, all }: { readonly before: string; readonly all: string },
) {
  const { set, close } = await openDataSet(options);
  try {
    const verdicts = await judge({ ...set, answers: before }, { withinMs, report: options.report });
    const broken = verdicts.flatMap(({ what, findings }) =>
      findings.slice(0, 3).map(({ about, says }) => `${what}: ${about}: ${says}`),
    );
    let lost = 0;
    for await (const { findings } of invariants.answeredOnce.look({ ...set, answers: all }))
      lost += findings.length;
    return { broken, lost };
  } finally {
    await close();
  }
}

interface Splitting {
  readonly answers: string;
  /** real milliseconds since the epoch */
  readonly older: number;
  readonly to: string;
}

/** What callers were told before the older copy stays; what they were told since may be done or not. */
async function split({ answers, older, to }: Splitting): Promise<{ file: string; since: number }> {
  const stream = createWriteStream(to, { mode: 0o600 });
  let since = 0;
  for await (const line of createInterface(createReadStream(answers))) {
    if (line === '') continue;
    const one = JSON.parse(line) as ToldAnswer;
    const isSince = one.at >= older;
    if (isSince && one.status >= 200 && one.status < 300) since += 1;
    stream.write(`${JSON.stringify(isSince ? { ...one, status: 0, answer: null } : one)}\n`);
  }
  stream.end();
  await once(stream, 'close');
  return { file: to, since };
}
