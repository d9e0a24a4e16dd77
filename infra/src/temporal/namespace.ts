import type { Connection } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';

// temporal.api.enums.v1.IndexedValueType. No TEXT: it breaks on PostgreSQL.
const types = { KEYWORD: 2, BOOL: 5, DATETIME: 6 } as const;

/** What the lists of the Temporal UI can filter by, as the workflows declare and set it. */
export interface DeclaredAttribute {
  readonly name: string;
  readonly type: keyof typeof types;
}

/** Adds the declared search attributes that the namespace lacks and waits until they can be used. Repeating it changes nothing. */
export async function ensureSearchAttributes(
  connection: Connection,
  namespace: string,
  declared: readonly DeclaredAttribute[],
): Promise<void> {
  const missing = async () => {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return declared.filter(({ name }) => !(name in customAttributes));
  };
  const lacking = await missing();
  if (lacking.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(lacking.map(({ name, type }) => [name, types[type]])),
  });
  while ((await missing()).length > 0) await sleep(50);
}

/** Keeps closed workflows for `days` days. */
export const ensureRetention = (connection: Connection, namespace: string, days: number) =>
  connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: { seconds: days * 86_400 } as never },
  });
