import type { Headers, WorkflowInterceptors } from '@temporalio/workflow';

/** Where the interceptors of client and activity (@temporalio/interceptors-opentelemetry) keep the span a call belongs to. */
const header = '_tracer-data';

/**
 * Hands the trace of who called a workflow on to the activities, children and signals that come of the call: those that are scheduled in the
 * same workflow task. Without traces there is no such header, and nothing is done. Nothing is awaited, so that recorded histories go on.
 */
export function forwardTrace(): WorkflowInterceptors {
  let caller: Headers = {};
  const hear = <Input extends { headers: Headers }, Output>(input: Input, next: (input: Input) => Output) => {
    const { [header]: span } = input.headers;
    if (span) caller = { [header]: span };
    return next(input);
  };
  const forward = <Input extends { headers: Headers }, Output>(
    input: Input,
    next: (input: Input) => Output,
  ) => next({ ...input, headers: { ...input.headers, ...caller } });
  return {
    internals: [
      {
        activate(input, next) {
          if (input.batchIndex === 0) caller = {};
          next(input);
        },
      },
    ],
    inbound: [{ execute: hear, handleSignal: hear, handleUpdate: hear }],
    outbound: [{ scheduleActivity: forward, startChildWorkflowExecution: forward, signalWorkflow: forward }],
  };
}
