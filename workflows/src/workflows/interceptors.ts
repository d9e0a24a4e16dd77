import type { WorkflowInterceptors } from '@temporalio/workflow';
import { forwardTrace } from './forward-trace.ts';
import { updatesComeLast } from './updates-come-last.ts';

/** What stands between the library and all workflows of the bundle. */
export function interceptors(): WorkflowInterceptors {
  const all = [forwardTrace(), updatesComeLast()];
  return {
    internals: all.flatMap(({ internals = [] }) => internals),
    inbound: all.flatMap(({ inbound = [] }) => inbound),
    outbound: all.flatMap(({ outbound = [] }) => outbound),
  };
}
