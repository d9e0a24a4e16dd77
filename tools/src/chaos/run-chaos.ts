import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureIdentityKey, issuerOf, judge, openDataSet } from '@doudi/stack';
import { openRecord, recordsFolder, steadyPort, temporaryFolder } from '@doudi/local';
import { endlessLimits } from '../commands/endless-limits.ts';
import { randomOf } from '../replay/random.ts';
import { countDeadlines } from './count-deadlines.ts';
import { fight, type Fought } from './fight.ts';
import { insistingApi } from './insisting-api.ts';
import { keepParent } from './keep-parent.ts';
import { load } from './load.ts';
import { openTally, type Tally } from './tally.ts';
import { openToldAnswers } from './told-answers.ts';

export interface ChaosWish {
  readonly minutes: number;
  readonly seed: number;
  readonly cacheFolder: string;
  /** real milliseconds of an office day: short ones make deadlines many */
  readonly realDayMs: number;
  readonly callers: number;
  /** processes of each service */
  readonly instances: number;
  /** orders that are opened before the first blow, and left alone: their deadlines pass under fire */
  readonly orders: number;
  /** on a Temporal of several processes */
  readonly cluster?: boolean;
  readonly signal?: AbortSignal;
  readonly report: (line: string) => void;
}

/** What came of it. */
export interface ChaosResult {
  readonly answers: ReadonlyMap<string, number>;
  readonly fought: readonly Fought[];
  readonly tally: Tally;
  readonly refusals: readonly string[];
  readonly deadlines: number;
  /** invariants that do not hold */
  readonly broken: readonly string[];
  /** the data set, kept because something does not hold */
  readonly kept?: string;
}

/** When the office clock starts: a Monday with no holiday in sight. */
const officeAt = '2017-06-12T10:00:00+08:00';
const dayMs = 86_400_000;

const limits = { ...endlessLimits, NOTICES_GATHERED_SECONDS: '1' };

/** Real milliseconds what is under way has to arrive once the load is over: longer than the slowest sweep. */
const settleMs = 150_000;

/**
 * Runs a stack of its own under load, kills, pauses and restarts its processes as the seed says, lets it settle, and judges it by all invariants and
 * by what its callers were answered.
 */
export async function runChaos(wish: ChaosWish): Promise<ChaosResult> {
  const { seed, report } = wish;
  const folder = temporaryFolder();
  const dataFolder = join(folder, 'data');
  const recorder = openRecord(recordsFolder());
  const gatewayPort = await steadyPort();
  const gateway = `http://127.0.0.1:${gatewayPort}`;
  const stackWish = {
    ...{ dataFolder, cacheFolder: wish.cacheFolder, instances: wish.instances, limits, logLevel: 'warn' },
    ports: { gateway: gatewayPort, temporalUi: await steadyPort() },
    ...(wish.cluster && { cluster: {} }),
  };
  const clock = { officeAt, rate: dayMs / wish.realDayMs };
  let isKept = false;
  try {
    const logFile = join(folder, 'stack.log');
    const parent = await keepParent({ wish: { ...stackWish, clock }, logFile, recorder, report });
    try {
      const signing = { identityKey: await ensureIdentityKey(dataFolder), issuer: issuerOf(gateway) };
      const answers = join(folder, 'answers.jsonl');
      const { tally, fought, refusals } = await underFire({ ...wish, gateway, signing, answers, parent });
      report('The load is over; what is under way has to arrive.');
      await untilWhole(parent);
      const verdict = await judged({ ...stackWish, report }, { answers, tally });
      isKept = verdict.broken.length > 0;
      return {
        answers: tally.counts(),
        tally,
        fought,
        refusals,
        ...verdict,
        ...(isKept && { kept: folder }),
      };
    } finally {
      await parent.stop();
    }
  } finally {
    recorder.close();
    if (!isKept) rmSync(folder, { recursive: true, force: true });
    else report(`seed ${seed}: the data set, its logs and the answers stay in ${folder}`);
  }
}

interface UnderFire extends ChaosWish {
  readonly gateway: string;
  readonly signing: Parameters<typeof insistingApi>[0]['signing'];
  readonly answers: string;
  readonly parent: Awaited<ReturnType<typeof keepParent>>;
}

async function underFire({ minutes, seed, callers, orders, answers, parent, report, ...wish }: UnderFire) {
  const over = new AbortController();
  wish.signal?.addEventListener('abort', () => over.abort());
  const [tally, told] = [openTally(), openToldAnswers(answers)];
  const api = insistingApi({ ...wish, tally, told, over: over.signal });
  const { begun, ended } = load({ api, seed, callers, orders, over: over.signal });
  await begun;
  if (orders > 0) report(`${orders} orders are open and left alone`);
  const timer = setTimeout(() => over.abort(), 60_000 * minutes);
  const fought = await fight({ parent, random: randomOf(seed), tally, over: over.signal, report });
  clearTimeout(timer);
  const refusals = await ended;
  await told.close();
  return { tally, fought, refusals };
}

/** Real milliseconds all processes have to be there again, and between two looks. */
const [wholeMs, lookMs] = [120_000, 200];

async function untilWhole(parent: Awaited<ReturnType<typeof keepParent>>): Promise<void> {
  for (const until = Date.now() + wholeMs; !parent.isWhole() && Date.now() < until;) await sleep(lookMs);
}

async function judged(
  options: Parameters<typeof openDataSet>[0],
  { answers, tally }: { readonly answers: string; readonly tally: Tally },
) {
  const { set, close } = await openDataSet(options);
  try {
    const { report } = options;
    const verdicts = await judge({ ...set, answers }, { withinMs: settleMs, report });
    const broken = [...tally.faults().map((fault) => `500 ${fault}`), ...verdicts.map(({ what }) => what)];
    return { broken, deadlines: await countDeadlines(set.stores.approvals) };
  } finally {
    await close();
  }
}
