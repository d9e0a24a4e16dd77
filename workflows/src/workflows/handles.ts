import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CaseOutcome } from '../domain/case.ts';
import type { Instant } from '../domain/instant.ts';
import type { CalendarMove, CalendarNotice } from '../messages/calendar.ts';
import {
  type CaseActing,
  type CaseClosing,
  type CaseConfirming,
  type CaseHandling,
  caseMessages,
  type CaseReceipt,
  type CauseNotice,
  type DecisionNotice,
  type UndoneNotice,
} from '../messages/case.ts';
import { commissionMessages, type MilestoneNotice } from '../messages/commission.ts';
import {
  type AgentReplacement,
  type Ending,
  orderMessages,
  type OrderClockUpdate,
  type OrderIdentity,
  type OrderReceipt,
  replaceAgentMessage,
  type Reprojection,
  type ShownTrack,
  type TrackChange,
  type TrackReceipt,
  type Withdrawal,
} from '../messages/order.ts';
import {
  type Check,
  type CommissionMove,
  type DecisionReceipt,
  type PapersArrived,
  type Review,
  stepMessages,
  type Supply,
  type TaskAct,
} from '../messages/step.ts';

/** The same of orders, steps, commissions and cases. */
export const replaceAgent = defineSignal<[AgentReplacement]>(replaceAgentMessage);

export const caseHandles = {
  handle: defineUpdate<CaseReceipt, [CaseHandling]>(caseMessages.handle),
  cause: defineSignal<[CauseNotice]>(caseMessages.cause),
  decided: defineSignal<[DecisionNotice]>(caseMessages.decided),
  undone: defineSignal<[UndoneNotice]>(caseMessages.undone),
  act: defineUpdate<CaseReceipt, [CaseActing]>(caseMessages.act),
  close: defineUpdate<CaseReceipt, [CaseClosing]>(caseMessages.close),
  confirm: defineUpdate<CaseReceipt, [CaseConfirming]>(caseMessages.confirm),
  end: defineSignal<
    [{ readonly at: Instant; readonly by: string; readonly outcome: CaseOutcome; readonly because: string }]
  >(caseMessages.end),
  reproject: defineUpdate<void, [Reprojection]>(caseMessages.reproject),
};

export const commissionHandles = {
  milestone: defineSignal<[MilestoneNotice]>(commissionMessages.milestone),
  end: defineSignal<[{ readonly at: Instant; readonly by: string }]>(commissionMessages.end),
};

export const orderHandles = {
  receive: defineUpdate<OrderReceipt, [OrderIdentity | undefined]>(orderMessages.receive),
  reproject: defineUpdate<void, [Reprojection]>(orderMessages.reproject),
  withdraw: defineSignal<[Withdrawal]>(orderMessages.withdraw),
  changeTrack: defineUpdate<TrackReceipt, [TrackChange]>(orderMessages.changeTrack),
  calendarPublished: defineSignal<[CalendarNotice]>(orderMessages.calendarPublished),
  stepMarked: defineSignal<[OrderClockUpdate]>(orderMessages.stepMarked),
};

export const stepHandles = {
  review: defineUpdate<DecisionReceipt, [Review]>(stepMessages.review),
  check: defineUpdate<DecisionReceipt, [Check]>(stepMessages.check),
  act: defineUpdate<DecisionReceipt, [TaskAct]>(stepMessages.act),
  supply: defineUpdate<DecisionReceipt, [Supply]>(stepMessages.supply),
  papersArrived: defineUpdate<DecisionReceipt, [PapersArrived]>(stepMessages.papersArrived),
  moveCalendar: defineSignal<[CalendarMove]>(stepMessages.moveCalendar),
  showTrack: defineSignal<[ShownTrack]>(stepMessages.showTrack),
  end: defineSignal<[Ending]>(stepMessages.end),
  reproject: defineUpdate<void, [Reprojection]>(stepMessages.reproject),
  commissionMoved: defineSignal<[CommissionMove]>(stepMessages.commissionMoved),
};
