import { allHandlersFinished, condition, patched, setHandler } from '@temporalio/workflow';
import type {
  Ending,
  OrderClosing,
  OrderClockUpdate,
  ReceivedOrder,
  Registration,
  Withdrawal,
} from '../messages/order.ts';
import { approvals, intake } from './activities.ts';
import { followCalendar } from './follow-calendar.ts';
import { orderHandles } from './handles.ts';
import { orderView } from './order-view.ts';
import { runPlan, type OpenSteps } from './run-plan.ts';
import { watchMarks } from './watch-marks.ts';

/** Runs an order from its receipt to its permit, refusal or withdrawal: starts its steps and keeps what it shows up to date. */
export async function approveOrder(order: ReceivedOrder): Promise<OrderClosing> {
  const { orderNo } = order;
  let mark: OrderClockUpdate | undefined;
  let ending: Ending | undefined;
  let published: string | undefined;
  let isOver = false;
  const show = orderView(order);

  setHandler(orderHandles.receive, receive, {
    description: 'Answers when the progress of the order can be read',
  });
  setHandler(orderHandles.withdraw, withdraw, { description: 'The enterprise withdraws the order' });
  setHandler(orderHandles.stepMarked, accept, { description: "A step's write changed the order's clock" });
  setHandler(orderHandles.calendarPublished, ({ version }) => void (published = version), {
    description: 'A newer calendar is in force',
  });

  let registration: Registration = await approvals.registerOrder(order);
  const open: OpenSteps = new Set();
  const state = { registration: () => registration, isOver: () => isOver };
  const watching = watchMarks(order, { mark: () => mark, accept, ...state });
  const following = followCalendar({ orderNo, published: () => published, move, ...state }, open);
  const closing = await runPlan(
    order,
    { end: (how) => (ending ??= how), ending: () => ending, accept, ...state },
    open,
  );
  isOver = true;
  await Promise.all([watching, following]);
  await close();
  await condition(allHandlersFinished);
  return closing;

  async function receive() {
    await condition(() => mark !== undefined || isOver);
    return { orderNo, dueDay: mark?.dueDay ?? null };
  }
  function withdraw({ by, at }: Withdrawal) {
    ending ??= { outcome: 'withdrawn', by, at };
  }
  async function close() {
    const detail = { outcome: closing.outcome };
    const event = { seq: 2, at: closing.closedAt, kind: 'close', by: ending?.by ?? null, detail };
    const onRecord = approvals.projectOrder({ orderNo, generation: 1, events: [event], ...closing });
    if (patched('2026-11-closing-at-once')) {
      const [update] = await Promise.all([onRecord, intake.closeReceipt(orderNo, closing)]);
      return accept(update);
    }
    await onRecord;
    accept(await approvals.readOrderNews(orderNo));
    await intake.closeReceipt(orderNo, closing);
  }
  async function move(moved: Registration) {
    registration = moved;
    accept(await approvals.readOrderNews(orderNo));
  }
  function accept(update: OrderClockUpdate) {
    if (mark && update.revision < mark.revision) return;
    mark = update;
    show(registration, mark);
  }
}
