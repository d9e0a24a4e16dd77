import type { NewNotice } from '@doudi/infra/http';
import {
  orderWorkflowId,
  type CaseWrite,
  type Day,
  type Instant,
  type OrderWrite,
  type RecordedEvent,
} from '@doudi/workflows';
import { addresseesOf, recipientsOf } from './notice-rules.ts';
import type { OrderRow } from './orders.ts';

type OfOrder = Pick<OrderRow, 'orderNo' | 'projectCode' | 'uscc' | 'agentId'>;

/** What people are told of an order's own events. */
export const noticesOfOrder = (
  order: OfOrder,
  { generation, events }: Pick<OrderWrite, 'generation' | 'events'>,
): NewNotice[] =>
  events.flatMap((event) => {
    const agents =
      event.kind === 'agent-replaced' ? [event.detail['from'], event.detail['to']] : [order.agentId];
    return aboutOrder(order, event, {
      cause: `${orderWorkflowId(order.orderNo)}#${generation}.${event.seq}`,
      agentIds: agents.filter((agentId) => typeof agentId === 'string'),
      about: order.orderNo,
      link: `/v1/progress/${order.orderNo}`,
    });
  });

/** The applicant is told that the order is counted by another calendar. */
export const noticeOfCalendar = (
  order: OfOrder,
  { version, at, dueDay }: { version: string; at: Instant; dueDay: Day | null },
): NewNotice[] =>
  aboutOrder(
    order,
    { kind: 'calendar', at, by: null, detail: { dueDay } },
    {
      cause: `${orderWorkflowId(order.orderNo)}/calendar/${version}`,
      agentIds: [order.agentId],
      about: order.orderNo,
      link: `/v1/progress/${order.orderNo}/ledger`,
    },
  );

/** What people are told of a case: that there is one, that its closing waits for a second person, and that it is closed. */
export const noticesOfCase = (order: OfOrder, write: CaseWrite, workflowId: string): NewNotice[] =>
  write.events.flatMap((event) => {
    const { caseNo } = write;
    const isClosed = write.case.closedAt === event.at;
    const state = event.kind === 'close' && !isClosed ? 'confirming' : isClosed ? 'closed' : event.kind;
    const { outcome } = write.case;
    const said = { ...event, kind: `case.${state}`, detail: isClosed && outcome ? { about: outcome } : {} };
    return aboutOrder(order, said, {
      cause: `${workflowId}#${write.generation}.${event.seq}`,
      agentIds: [order.agentId],
      about: caseNo,
      link: isClosed ? `/v1/progress/${order.orderNo}` : `/v1/cases/${caseNo}`,
    });
  });

interface Where {
  readonly cause: string;
  readonly agentIds: readonly string[];
  readonly about: string;
  readonly link: string;
}

/** A notice that is about no task; none where nobody is told. */
function aboutOrder(
  { orderNo, projectCode, uscc }: OfOrder,
  { kind, at, by, detail }: Omit<RecordedEvent, 'seq'>,
  { agentIds, ...where }: Where,
): NewNotice[] {
  const bounds = { uscc, agentIds, department: null, consulted: [] };
  const addressees = addresseesOf(recipientsOf({ kind, detail }), bounds);
  if (addressees.length === 0) return [];
  return [{ kind, at, by, addressees, orderNo, projectCode, step: null, task: null, ...where, detail }];
}
