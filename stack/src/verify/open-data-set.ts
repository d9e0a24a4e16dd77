import { z } from 'zod';
import { failure } from '@doudi/infra/failure';
import { readSettings } from '@doudi/infra/service';
import { openStorage, storageSettings } from '@doudi/infra/storage';
import { reachTemporal, temporalSettings } from '@doudi/infra/temporal';
import { readRecords, recordsFolder, runningPostgres } from '@doudi/local';
import { openCleanup } from '../cleanup.ts';
import { openStores } from '../reconcile/stores.ts';
import { runSteps } from '../run-steps.ts';
import { newStackState } from '../stack-state.ts';
import { startSteps } from '../start-steps.ts';
import { storageOf, type UpOptions } from '../up-options.ts';
import type { DataSet } from './invariant.ts';

type Options = Omit<UpOptions, 'temporary' | 'mayDiffer'>;

interface Addresses {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
}

/** The data set of a stack that runs or of stores that are given; what is stopped is started, but for the gateway. */
export async function openDataSet(
  options: Options,
): Promise<{ readonly set: DataSet; readonly close: () => Promise<void> }> {
  const running = runningOf(options);
  if (running) return opened(options, running, () => Promise.resolve());
  const cleanup = await openCleanup({ ...options, temporary: false });
  try {
    const state = await newStackState({ ...options, temporary: false });
    const steps = startSteps({ ...options, temporary: false }, state, cleanup);
    const all = steps.filter(({ title }) => title !== 'Gateway');
    await runSteps(all, { moving: false, report: options.report });
    return await opened(options, state, cleanup.stop);
  } catch (error) {
    await cleanup.stop();
    throw error;
  }
}

/** Where the stores of a running data set answer; undefined when none runs. */
function runningOf({ dataFolder, databaseUrl, temporalAddress }: Options): Addresses | undefined {
  if (databaseUrl && temporalAddress) return { databaseUrl, temporalAddress };
  const { alive } = readRecords(recordsFolder());
  const about = alive.find((record) => record.about?.['dataFolder'] === dataFolder)?.about;
  if (!about) return undefined;
  const [database, temporal] = [
    databaseUrl ?? runningPostgres(dataFolder),
    temporalAddress ?? about['temporal'],
  ];
  if (database && temporal) return { databaseUrl: database, temporalAddress: temporal };
  throw failure(
    `A stack runs on ${dataFolder}, but it does not say where its stores answer: give DATABASE_URL and TEMPORAL_ADDRESS.`,
  );
}

async function opened(
  options: Options,
  { databaseUrl, temporalAddress }: Addresses,
  stop: () => Promise<void>,
): Promise<{ readonly set: DataSet; readonly close: () => Promise<void> }> {
  const { namespace = 'default', temporalAccess: given } = options;
  const one = await reachTemporal(
    readSettings(temporalSettings, { TEMPORAL_ADDRESS: temporalAddress, ...given }),
  );
  const stores = openStores(databaseUrl, { ...one.access, namespace });
  const storage = openStorage(z.object(storageSettings).parse(storageOf(options)));
  return { set: { stores, storage }, close: () => stores.close().finally(one.close).finally(stop) };
}
