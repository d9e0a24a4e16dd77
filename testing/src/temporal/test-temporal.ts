import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { ensureSearchAttributes } from '@doudi/infra/temporal';
import { searchAttributes } from '@doudi/workflows';

export interface TestTemporal {
  /** host:port of the suite's server */
  readonly address: string;
  /** of this call alone: queues and workflow ids cannot meet those of other test files */
  readonly namespace: string;
  readonly connection: Connection;
  readonly close: () => Promise<void>;
}

/** A fresh namespace (some 50 ms) with the search attributes on the suite's Temporal server. Close it in `afterAll`. */
export async function testTemporal(): Promise<TestTemporal> {
  const address = process.env['DOUDI_TEST_TEMPORAL'] ?? '';
  const connection = await Connection.connect({ address });
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  await visible(connection, namespace);
  await ensureSearchAttributes(connection, namespace, Object.values(searchAttributes));
  return { address, namespace, connection, close: () => connection.close() };
}

// The parts of the server learn of a namespace one after the other.
async function visible(connection: Connection, namespace: string): Promise<void> {
  for (const deadline = Date.now() + 15_000; ; await sleep(20)) {
    try {
      await connection.workflowService.listWorkflowExecutions({ namespace });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}
