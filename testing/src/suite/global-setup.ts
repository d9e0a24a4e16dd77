import { Connection } from '@temporalio/client';
import { explain } from '@doudi/infra/failure';
import {
  cacheFolder,
  endOrphans,
  openRecord,
  recordsFolder,
  startPostgres,
  startTemporal,
  temporaryFolder,
} from '@doudi/local';
import { migrateAll } from '@doudi/infra/database';
import { ensureSearchAttributes } from '@doudi/infra/temporal';
import { services } from '@doudi/stack/services';
import { searchAttributes } from '@doudi/workflows';
import { suite } from './suite.ts';

/** Brings one PostgreSQL with a migrated template database and one Temporal for the whole suite. */
export default async function globalSetup(): Promise<void> {
  const tell = (sentence: string) => void process.stderr.write(`${sentence}\n`);
  (await endOrphans(recordsFolder())).forEach(tell);
  const folder = temporaryFolder();
  const recorder = openRecord(recordsFolder(), folder);
  suite.folder = folder;
  suite.recorder = recorder;
  const where = { folder, cacheFolder: cacheFolder(process.env['XDG_CACHE_HOME']), recorder, tell };
  try {
    const [postgres, temporal] = await Promise.all([bringPostgres(where), bringTemporal(where)]);
    process.env['DOUDI_TEST_DATABASE_URL'] = postgres;
    process.env['DOUDI_TEST_TEMPORAL'] = temporal;
  } catch (error) {
    await suite.stop();
    throw new Error(`The suite cannot start: ${explain(error)}`, { cause: error });
  }
}

type Where = Parameters<typeof startPostgres>[0];

async function bringPostgres(where: Where): Promise<string> {
  const postgres = await startPostgres({ ...where, durable: false });
  suite.running.push(postgres);
  await migrateAll({ url: postgres.url, services });
  return postgres.url;
}

async function bringTemporal(where: Where): Promise<string> {
  const temporal = await startTemporal({ ...where, durable: false });
  suite.running.push(temporal);
  const connection = await Connection.connect({ address: temporal.address });
  const declared = Object.values(searchAttributes);
  await ensureSearchAttributes(connection, 'default', declared).finally(() => connection.close());
  return temporal.address;
}
