import { ParentClosePolicy, workflowInfo } from '@temporalio/workflow';
import { fullCalendar } from '../domain/compact-calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { StepCode } from '../domain/tracks-and-steps.ts';
import { inBoth } from '../domain/words.ts';
import type { ReceivedOrder, Registration } from '../messages/order.ts';
import { stepWorkflowId, type StepOpening } from '../messages/step.ts';
import { withCarriedResults } from '../rules/plan/carried-results.ts';
import { openStep } from '../rules/state-machines/step-progress.ts';
import { orderAttributes, searchAttributes } from '../domain/search-attributes.ts';
import { initial } from './search-attributes.ts';
import { stepSla } from './step-view.ts';

/** How an order starts one of its steps: id, input, and the search attributes it has from its first moment. */
export function childOfOrder(
  order: ReceivedOrder,
  registration: Registration,
  code: StepCode,
  openedAt: Instant,
) {
  const { orderNo, projectCode, uscc, agentId, clock, rulesVersion } = order;
  const { track, steps } = order.plan;
  const { calendar, carried, ...rest } = registration;
  const planned = steps.find((one) => one.code === code);
  if (!planned) throw new Error(`the plan of ${orderNo} lacks ${code}`);
  const step = withCarriedResults(planned, carried);
  const opening: StepOpening = {
    ...{ orderNo, step, track, projectCode, uscc, agentId, openedAt, clock },
    ...rest,
    ...(rulesVersion > 1 && { rulesVersion }),
    calendar,
  };
  const sla = stepSla(fullCalendar(calendar), openStep(step, openedAt), openedAt, false);
  return {
    workflowId: stepWorkflowId(orderNo, step.code),
    args: [opening] as [StepOpening],
    parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
    workflowTaskTimeout: workflowInfo().taskTimeoutMs,
    staticSummary: `${inBoth(step.code)} · ${orderNo}`,
    typedSearchAttributes: [
      ...orderAttributes(opening),
      { key: searchAttributes.stepCode, value: step.code },
      ...initial(sla),
    ],
  };
}
