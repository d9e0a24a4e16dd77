import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import type { Ending, OrderClosing, OrderNews, ReceivedOrder, Withdrawal } from '../messages/order.ts';
import { approvals, intake } from './activities.ts';
import { orderHandles } from './order-handles.ts';
import { orderView } from './order-view.ts';
import { runPlan } from './run-plan.ts';
import { watchMarks } from './watch-marks.ts';

/** An order from its receipt to its permit, refusal or withdrawal; its steps do the work. */
export async function approveOrder(order: ReceivedOrder): Promise<OrderClosing> {
  const { orderNo } = order;
  let mark: OrderNews | undefined;
  let ending: Ending | undefined;
  let isOver = false;
  const show = orderView(order);

  setHandler(orderHandles.receive, receive, {
    description: 'Answers when the progress of the order can be read',
  });
  setHandler(orderHandles.withdraw, withdraw, { description: 'The enterprise withdraws the order' });
  setHandler(orderHandles.stepMarked, accept, { description: "A step's write changed the order's clock" });

  const registration = await approvals.registerOrder(order);
  const watching = watchMarks(order, { mark: () => mark, accept, isOver: () => isOver });
  const closing = await runPlan(order, registration, { say: (how) => (ending ??= how), said: () => ending });
  isOver = true;
  await watching;
  const close = {
    seq: 2,
    at: closing.closedAt,
    kind: 'close',
    by: ending?.by ?? null,
    detail: { outcome: closing.outcome },
  };
  await approvals.projectOrder({ orderNo, generation: 1, events: [close], ...closing });
  accept(await approvals.readOrderNews(orderNo));
  await intake.closeReceipt(orderNo, closing);
  await condition(allHandlersFinished);
  return closing;

  async function receive() {
    await condition(() => mark !== undefined || isOver);
    return { orderNo, dueDay: mark?.dueDay ?? null };
  }
  function withdraw({ by, at }: Withdrawal) {
    ending ??= { outcome: 'withdrawn', by, at };
  }
  function accept(news: OrderNews) {
    if (mark && news.revision < mark.revision) return;
    mark = news;
    show(registration, mark);
  }
}
