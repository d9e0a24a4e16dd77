import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { unavailable } from '../http/problems/problem.ts';

/**
 * gRPC status codes (grpc.io, "Status codes") after which nobody knows whether the call was carried out, or which say that it can be soon:
 * FAILED_PRECONDITION is the server's word for a workflow whose last task ended with its worker and is not taken by another yet.
 */
const noAnswer = new Set([
  ...[1 /* CANCELLED */, 4 /* DEADLINE_EXCEEDED */, 8 /* RESOURCE_EXHAUSTED */],
  ...[9 /* FAILED_PRECONDITION */, 14 /* UNAVAILABLE */],
]);

const causes = (error: unknown): unknown[] => (error instanceof Error ? [error, ...causes(error.cause)] : []);

/** Temporal, or the worker an update waits for, gave no answer; the call may or may not have been carried out. */
export const isUnreachable = (error: unknown): boolean =>
  causes(error).some(
    (cause) =>
      cause instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
      (isGrpcServiceError(cause) && noAnswer.has(cause.code)),
  );

/** What a caller is told then. Repeating with the same key is safe: Temporal remembers the update's id. */
export const outcomeUnknown = (error: unknown) =>
  unavailable(
    {
      zh: '流程服务未及时应答，是否已办理不明',
      en: 'The workflow service did not answer in time; whether it has acted is not known',
    },
    error,
  );

/** The workflow is closed, or there never was one of this id. */
export const isGone = (error: unknown): error is WorkflowNotFoundError =>
  error instanceof WorkflowNotFoundError;

/** The failure an update's validator or handler threw on purpose. */
export const refusalOf = (error: unknown): ApplicationFailure | undefined =>
  error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure
    ? error.cause
    : undefined;
