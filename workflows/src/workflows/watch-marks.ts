import { condition } from '@temporalio/workflow';
import type { OrderNews, ReceivedOrder } from '../messages/order.ts';
import { approvals } from './activities.ts';
import { alarm } from './alarm.ts';
import { officeNow } from './office-time.ts';

interface Watched {
  mark(): OrderNews | undefined;
  accept(news: OrderNews): void;
  isOver(): boolean;
}

/** Reads an order's mark anew at the next instant its light, due day or driving step changes by itself. */
export async function watchMarks(
  { orderNo, clock }: ReceivedOrder,
  { mark, accept, isOver }: Watched,
): Promise<void> {
  const next = alarm(clock);
  while (!isOver()) {
    const known = mark();
    const dueAt = known?.nextMarkAt ?? null;
    next.setFor(dueAt);
    await condition(() => isOver() || mark() !== known || next.hasRung());
    const isDue = dueAt !== null && dueAt <= officeNow(clock);
    if (isDue && !isOver() && mark() === known) accept(await approvals.readOrderNews(orderNo));
  }
}
