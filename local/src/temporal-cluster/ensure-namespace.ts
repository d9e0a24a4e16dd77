import { Connection, isGrpcServiceError } from '@temporalio/client';

const grpc = { notFound: 5, alreadyExists: 6 } as const;

/** Seconds a new namespace keeps closed workflows: a day, the least the server takes; who prepares the stores sets his own. */
const leastRetention = { seconds: 86_400 as never };

/** Ids of workflows that do not exist: their numbers lead to different parts of the history. */
const nowhere = Array.from({ length: 16 }, (_, index) => `nowhere/${index}`);

/**
 * Has the cluster have a namespace; resolves when the frontend at `address` can list what is in it and reaches the nodes of the history.
 */
export async function ensureNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '2s' });
  const { workflowService } = connection;
  try {
    await workflowService.describeNamespace({ namespace }).catch(async (error: unknown) => {
      if (!isCode(error, grpc.notFound)) throw error;
      await workflowService
        .registerNamespace({ namespace, workflowExecutionRetentionPeriod: leastRetention })
        .catch((failed: unknown) => {
          if (!isCode(failed, grpc.alreadyExists)) throw failed; // another frontend was asked at the same time
        });
    });
    await workflowService.listWorkflowExecutions({ namespace, pageSize: 1 });
    for (const workflowId of nowhere)
      await workflowService
        .describeWorkflowExecution({ namespace, execution: { workflowId } })
        .catch((error: unknown) => {
          if (!isCode(error, grpc.notFound)) throw error;
        });
  } finally {
    await connection.close();
  }
}

const isCode = (error: unknown, code: number): boolean =>
  isGrpcServiceError(error) && Number(error.code) === code;
