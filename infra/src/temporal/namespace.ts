import type { Connection } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';

// temporal.api.enums.v1.IndexedValueType. No Text: it breaks on PostgreSQL.
const types = { keyword: 2, bool: 5, datetime: 6 } as const;

/** What the lists of the Temporal UI can filter by; the workflows set them by these names. */
const searchAttributes: Readonly<Record<string, keyof typeof types>> = {
  OrderNo: 'keyword',
  Track: 'keyword',
  StepCode: 'keyword',
  Department: 'keyword',
  SlaStatus: 'keyword',
  AgentId: 'keyword',
  SlaDueAt: 'datetime',
  Escalated: 'bool',
};

/** Adds the search attributes the namespace lacks and waits until they can be used. Doing it again changes nothing. */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const missing = async () => {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return Object.entries(searchAttributes).filter(([name]) => !(name in customAttributes));
  };
  const lacking = await missing();
  if (lacking.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(lacking.map(([name, type]) => [name, types[type]])),
  });
  while ((await missing()).length > 0) await sleep(50);
}

/** Keeps closed workflows for `days` days. */
export const ensureRetention = (connection: Connection, namespace: string, days: number) =>
  connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: { seconds: days * 86_400 } as never },
  });
