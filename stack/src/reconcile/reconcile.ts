import pg from 'pg';
import { type Ages, compareAges, joinMarks, sentenceOn } from '@doudi/infra/service';
import { startAgain } from '@doudi/intake/reconcile';
import { forgetOrder } from '@doudi/approval-workflows/reconcile';
import { openCleanup, type Cleanup } from '../cleanup.ts';
import { runSteps } from '../run-steps.ts';
import { newStackState, type StackState } from '../stack-state.ts';
import { startSteps } from '../start-steps.ts';
import type { UpOptions } from '../up-options.ts';
import { compareStores } from './compare-stores.ts';
import { isForPerson, keyOf, type Finding } from './finding.ts';
import { reportFindings } from './report-findings.ts';
import { settled } from './settle.ts';
import { openStores, type Stores } from './stores.ts';

export interface Wish {
  readonly apply: boolean;
  /** numbers of orders that are to start anew */
  readonly start: readonly string[];
}

type Options = Omit<UpOptions, 'temporary' | 'mayDiffer'>;

/**
 * Compares the stores of a data set that is stopped, and with `apply` puts them together: first the rows, while no service runs, then the
 * workflows, with services that nobody reaches. Answers the differences that are left. Throws when the data set is in use.
 */
export async function reconcile(given: Options, wish: Wish): Promise<readonly Finding[]> {
  const options = { ...given, temporary: false, mayDiffer: true };
  const cleanup = await openCleanup(options);
  let stores: Stores | undefined;
  try {
    const state = await newStackState(options);
    await run(options, state, cleanup, ['PostgreSQL', 'Temporal', 'Migrations and search attributes']);
    const access = { ...state.temporal, namespace: options.namespace ?? 'default' };
    const opened = (stores = openStores(state.databaseUrl, access));
    const ages = await readAges(state, stores);
    options.report(ages.older ? sentenceOn(ages) : 'Both stores were marked at the same time.');
    const findings = await compare(stores, ages, options);
    if (!wish.apply) return findings;
    const again = () => compareStores(opened, { ...ages, older: null });
    const mended = await mendRows(findings, again);
    for (const orderNo of wish.start) await startAnew(stores, orderNo);
    await run(options, state, cleanup, ['Issuer', 'Services']);
    for (const { mendWorkflow } of mended) await mendWorkflow?.();
    const left = await settled(again);
    reportFindings(left, options.report);
    if (left.every(isForPerson)) await withConnection(state, stores, joinMarks);
    return left;
  } finally {
    await stores?.close();
    await cleanup.stop();
  }
}

async function compare(stores: Stores, ages: Ages, { report }: Options): Promise<Finding[]> {
  const findings = await compareStores(stores, ages, (orders) => report(`${orders} orders compared …`));
  reportFindings(findings, report);
  return findings;
}

/** What one repair has uncovered (a project that is free again) is put right in a further round; more than these it never takes. */
const rounds = 5;

/** Puts rows right until nothing more can be; answers all that was found on the way, the newest of each. */
async function mendRows(
  first: readonly Finding[],
  again: () => Promise<Finding[]>,
): Promise<readonly Finding[]> {
  const all = new Map<string, Finding>();
  let findings = first;
  for (let round = 1; round <= rounds; round++) {
    for (const finding of findings) all.set(keyOf(finding), finding);
    const toMend = findings.filter((finding) => finding.mendRows);
    if (toMend.length === 0) break;
    for (const finding of toMend) await finding.mendRows?.();
    findings = await again();
  }
  return [...all.values()];
}

async function startAnew({ approvals, intake }: Stores, orderNo: string): Promise<void> {
  await forgetOrder(approvals, orderNo);
  await startAgain(intake, orderNo);
}

/** Some steps of a start; what they start is stopped with the rest. */
const run = (options: UpOptions, state: StackState, cleanup: Cleanup, titles: readonly string[]) => {
  const steps = startSteps(options, state, cleanup).filter(({ title }) => titles.includes(title));
  return runSteps(steps, { moving: false, report: options.report });
};

const readAges = (state: StackState, stores: Stores) => withConnection(state, stores, compareAges);

type OnStores<T> = (stores: {
  db: pg.Client;
  connection: Stores['temporal']['connection'];
  namespace: string;
}) => Promise<T>;

async function withConnection<T>(
  { databaseUrl }: StackState,
  { temporal }: Stores,
  work: OnStores<T>,
): Promise<T> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const { connection, client } = temporal;
  return work({ db, connection, namespace: client.options.namespace }).finally(() => db.end());
}
