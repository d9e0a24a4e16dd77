import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CalendarMove } from '../messages/calendar.ts';
import type { Ending } from '../messages/order.ts';
import {
  stepMessages,
  type Check,
  type CommissionMove,
  type DecisionReceipt,
  type Review,
} from '../messages/step.ts';

export const stepHandles = {
  review: defineUpdate<DecisionReceipt, [Review]>(stepMessages.review),
  check: defineUpdate<DecisionReceipt, [Check]>(stepMessages.check),
  moveCalendar: defineSignal<[CalendarMove]>(stepMessages.moveCalendar),
  end: defineSignal<[Ending]>(stepMessages.end),
  commissionMoved: defineSignal<[CommissionMove]>(stepMessages.commissionMoved),
};
