import type { CalendarNews } from '../messages/calendar.ts';
import { defineSignal, defineUpdate } from '@temporalio/workflow';
import { orderMessages, type OrderNews, type OrderReceipt, type Withdrawal } from '../messages/order.ts';

export const orderHandles = {
  receive: defineUpdate<OrderReceipt>(orderMessages.receive),
  withdraw: defineSignal<[Withdrawal]>(orderMessages.withdraw),
  calendarPublished: defineSignal<[CalendarNews]>(orderMessages.calendarPublished),
  stepMarked: defineSignal<[OrderNews]>(orderMessages.stepMarked),
};
