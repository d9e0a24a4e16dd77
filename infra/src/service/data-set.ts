import { randomUUID } from 'node:crypto';
import type { Connection } from '@temporalio/client';
import type { Queryable } from '../database/pool.ts';
import { failure } from '../failure.ts';

/** The key under which a namespace bears the id of its data set. */
const label = 'doudi-data-set';

interface Stores {
  readonly db: Queryable;
  readonly connection: Connection;
  readonly namespace: string;
}

/**
 * Makes sure that database and namespace belong together, and answers the id they share. Two stores that are both new
 * are given one; a failure when they are of different sets, or only one of them was in use before.
 */
export async function ensureDataSet(stores: Stores): Promise<string> {
  const [inDatabase, inTemporal] = [await idInDatabase(stores.db), await idInTemporal(stores)];
  if (inDatabase && inDatabase === inTemporal) return inDatabase;
  if (inDatabase || (inTemporal && !(await isUnused(stores))))
    throw failure(
      `Database and Temporal do not belong together: the database is of data set ${inDatabase ?? 'none'}, ` +
        `the namespace ${stores.namespace} of ${inTemporal ?? 'none'}; give both of one set, or start both empty.`,
    );
  // Temporal first: a start that is cut off here finds an unused namespace next time, never half a database.
  const id = inTemporal ?? randomUUID();
  await stores.connection.workflowService.updateNamespace({
    namespace: stores.namespace,
    updateInfo: { data: { [label]: id } },
  });
  await stores.db.query('insert into shared.data_set (id) values ($1)', [id]);
  return id;
}

async function idInDatabase(db: Queryable): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>('select id from shared.data_set');
  return rows[0]?.id;
}

async function idInTemporal({ connection, namespace }: Stores): Promise<string | undefined> {
  const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace });
  return namespaceInfo?.data?.[label];
}

async function isUnused({ connection, namespace }: Stores): Promise<boolean> {
  const { count } = await connection.workflowService.countWorkflowExecutions({ namespace });
  return Number(count) === 0;
}
