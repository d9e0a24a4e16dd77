import { condition } from '@temporalio/workflow';
import type { OrderClockUpdate, ReceivedOrder } from '../messages/order.ts';
import { approvals } from './activities.ts';
import { markTimer } from './mark-timer.ts';
import { officeNow } from './office-time.ts';

interface Watched {
  mark(): OrderClockUpdate | undefined;
  accept(update: OrderClockUpdate): void;
  isOver(): boolean;
}

/** Reads an order's clock again at each instant at which its light, due day or driving step changes without an event. */
export async function watchMarks(
  { orderNo, clock }: ReceivedOrder,
  { mark, accept, isOver }: Watched,
): Promise<void> {
  const next = markTimer(clock);
  while (!isOver()) {
    const known = mark();
    const dueAt = known?.nextMarkAt ?? null;
    next.setFor(dueAt, 'next-mark');
    await condition(() => isOver() || mark() !== known || next.hasFired());
    const isDue = dueAt !== null && dueAt <= officeNow(clock);
    if (isDue && !isOver() && mark() === known) accept(await approvals.readOrderNews(orderNo));
  }
}
