import { setTimeout as pause } from 'node:timers/promises';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import pg from 'pg';
import { ensureDataSet } from './data-set.ts';
import { noticedAfterMs } from './office-clock.ts';
import { advanceMark } from './store-marks.ts';
import { failure } from '../failure.ts';
import type { TemporalAccess } from '../temporal/access.ts';
import { type DeclaredAttribute, ensureRetention, ensureSearchAttributes } from '../temporal/namespace.ts';

interface Stores {
  readonly databaseUrl: string;
  readonly temporal: TemporalAccess;
  readonly namespace: string;
  /** how long Temporal keeps closed workflows */
  readonly retentionDays: number;
  readonly searchAttributes: readonly DeclaredAttribute[];
  /** one store may be older than the other: they are about to be put together */
  readonly mayDiffer?: boolean;
}

/**
 * Makes a migrated database and a Temporal namespace fit for the services: one data set, of one age, search attributes, retention. A
 * failure in one sentence when that cannot be.
 */
export async function prepareStores({
  databaseUrl,
  temporal,
  namespace,
  retentionDays,
  searchAttributes,
  mayDiffer = false,
}: Stores): Promise<void> {
  const connection = await Connection.connect(temporal);
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await ensureDataSet({ db, connection, namespace });
    await ensureSearchAttributes(connection, namespace, searchAttributes);
    await ensureRetention(connection, namespace, retentionDays);
    if (!mayDiffer) await advanceMark({ db, connection, namespace });
  } catch (error) {
    throw inOneSentence(error, namespace);
  } finally {
    await Promise.all([db.end(), connection.close()]);
  }
}

const grpc = { notFound: 5, permissionDenied: 7, unauthenticated: 16 };

function inOneSentence(error: unknown, namespace: string): unknown {
  if (!isGrpcServiceError(error)) return error;
  const code = Number(error.code);
  if (code === grpc.notFound)
    return failure(`Temporal has no namespace ${namespace}; create it, or set TEMPORAL_NAMESPACE.`);
  if (code === grpc.permissionDenied || code === grpc.unauthenticated)
    return failure(`Temporal does not let us prepare the namespace ${namespace}: ${error.details}.`, {
      cause: error,
    });
  return error;
}

/** Sets the office clock once: it is `officeAt` when this ends, once every service knows it, and from then on `rate` office seconds pass in each real one. */
export async function setOfficeClock(
  databaseUrl: string,
  { officeAt, rate }: { officeAt: Date; rate: number },
) {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const { rowCount } = await db
    .query(
      `insert into shared.office_clock (office_at, clock_at, rate)
       values ($1, now() + $3 * interval '1 millisecond', $2) on conflict do nothing`,
      [officeAt, rate, noticedAfterMs],
    )
    .finally(() => db.end());
  if (rowCount === 1) await pause(noticedAfterMs);
}
