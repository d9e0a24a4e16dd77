import { Connection } from '@temporalio/client';
import type { Node, Role } from './cluster-nodes.ts';

/** What each role calls itself when it is asked for its health (grpc.health.v1); the worker takes no calls. */
const healthNames: Partial<Record<Role, string>> = {
  frontend: 'temporal.api.workflowservice.v1.WorkflowService',
  history: 'temporal.api.workflowservice.v1.HistoryService',
  matching: 'temporal.api.workflowservice.v1.MatchingService',
};

/**
 * Whether a node answers within a second how it is. Of a history node that says little: it serves some seconds after it has its
 * shards, and where there are few it may have none.
 */
export async function answers({ role, grpcPort }: Pick<Node, 'role' | 'grpcPort'>): Promise<boolean> {
  const service = healthNames[role];
  if (!service) return true;
  const connection = Connection.lazy({ address: `127.0.0.1:${grpcPort}` });
  try {
    await connection.withDeadline(Date.now() + 1_000, () => connection.healthService.check({ service }));
    return true;
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}
