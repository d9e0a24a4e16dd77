import { defineSignal, defineUpdate } from '@temporalio/workflow';
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
  end: defineSignal<[Ending]>(stepMessages.end),
  commissionMoved: defineSignal<[CommissionMove]>(stepMessages.commissionMoved),
};
