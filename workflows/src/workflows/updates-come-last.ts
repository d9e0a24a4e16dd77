import { condition, patched, type WorkflowInterceptors } from '@temporalio/workflow';

/**
 * An update acts when all else that its worker heard of at the same time has been worked off. Where a workflow task made no commands and an update
 * follows, a worker that begins anew is given both at once, update first, and one that replays gives them one after the other (temporalio/sdk-rust#1606):
 * without this the two would do different things, and the workflow could not go on.
 */
export function updatesComeLast(): WorkflowInterceptors {
  let isHearing = false;
  return {
    internals: [
      {
        activate(input, next) {
          isHearing = true;
          try {
            next(input);
          } finally {
            isHearing = false;
          }
        },
      },
    ],
    inbound: [
      {
        async handleUpdate(input, next) {
          // conditions are looked at again when the promises of all that was heard have been followed
          if (patched('2026-12-updates-come-last')) await condition(() => !isHearing);
          return next(input);
        },
      },
    ],
  };
}
