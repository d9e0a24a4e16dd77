import type { NewNotice } from '@doudi/infra/http';
import { orderWorkflowId, type Day, type Instant, type OrderWrite } from '@doudi/workflows';
import { noticesAbout, type OfOrder } from './notices-about.ts';

const progressOf = ({ orderNo }: OfOrder): string => `/v1/progress/${orderNo}`;

/** What people are told of an order's own events; of a replaced agent both agents are. */
export const noticesOfOrder = (
  order: OfOrder,
  { generation, events }: Pick<OrderWrite, 'generation' | 'events'>,
): NewNotice[] =>
  events.flatMap(({ seq, ...event }) => {
    const both = [event.detail['from'], event.detail['to']].filter((agentId) => typeof agentId === 'string');
    return noticesAbout(
      { ...event, cause: `${orderWorkflowId(order.orderNo)}#${generation}.${seq}` },
      {
        ...{ order, about: order.orderNo, link: progressOf(order) },
        ...(event.kind === 'agent-replaced' && { agentIds: both }),
      },
    );
  });

/** The applicant is told that the order is counted by another calendar. */
export const noticeOfCalendar = (
  order: OfOrder,
  { version, at, dueDay }: { version: string; at: Instant; dueDay: Day | null },
): NewNotice[] =>
  noticesAbout(
    {
      kind: 'calendar',
      at,
      by: null,
      detail: {},
      cause: `${orderWorkflowId(order.orderNo)}/calendar/${version}`,
    },
    { order, about: order.orderNo, link: `${progressOf(order)}/ledger` },
    { dueDay },
  );
