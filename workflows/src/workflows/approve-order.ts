import { allHandlersFinished, condition, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import {
  type AgentReplacement,
  type Ending,
  isSameOrder,
  type OrderClosing,
  type OrderClockUpdate,
  type OrderIdentity,
  type ReceivedOrder,
  type Registration,
  type Reprojection,
  type TrackChange,
  type Withdrawal,
} from '../messages/order.ts';
import type { Calendar, Day } from '../domain/calendar.ts';
import type { EventKind } from '../domain/event-kinds.ts';
import type { Instant } from '../domain/instant.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { OrderWrite, RecordedEvent } from '../messages/activities.ts';
import { approvals, intake } from './activities.ts';
import { followAgent } from './follow-agent.ts';
import { followCalendar } from './follow-calendar.ts';
import { followTrack } from './follow-track.ts';
import { orderHandles, replaceAgent } from './handles.ts';
import { officeNow } from './office-time.ts';
import { orderView } from './order-view.ts';
import { accepted } from './refuse.ts';
import { runPlan, type OpenSteps } from './run-plan.ts';
import { watchMarks } from './watch-marks.ts';

/** Until it is registered, an order has none. */
const noCalendar: Calendar = { version: 'none', publishedThrough: '1970-01-01' as Day, off: [], work: [] };

/** Runs an order from its receipt to its permit, refusal or withdrawal: starts its steps and keeps what it shows up to date. */
export async function approveOrder(order: ReceivedOrder): Promise<OrderClosing> {
  const { orderNo } = order;
  let mark: OrderClockUpdate | undefined;
  let ending: Ending | undefined;
  let published: string | undefined;
  let isOver = false;
  let registration: Registration = { calendar: noCalendar };
  let events = 1;
  let replacing: Promise<void> | undefined;
  const agent = followAgent(order.agentId);
  const track = followTrack(order.plan, {
    isRegistered,
    registration: () => registration,
    ending: () => ending,
    carry,
    note: (kind, by, detail) =>
      note(Math.max(officeNow(order.clock), order.receivedAt), { kind, by, detail }),
    write,
  });
  const show = orderView(order, track.plan);

  setHandler(orderHandles.receive, receive, {
    validator: (identity: OrderIdentity | undefined) => void accepted(isThisOrder(order, identity)),
    description: 'Answers when the progress of the order can be read; refuses the receipt of another order',
  });
  setHandler(orderHandles.reproject, reproject, {
    description: 'Writes its whole state again, under the next generation',
  });
  setHandler(orderHandles.withdraw, withdraw, { description: 'The enterprise withdraws the order' });
  setHandler(orderHandles.changeTrack, track.change, {
    validator: (change: TrackChange) => void accepted(track.judge(change)),
    description: 'Puts the order on another track while its project initiation is open',
  });
  setHandler(replaceAgent, (next) => (replacing = putAgent(next, replacing)), {
    description: 'The order has been given to another agent',
  });
  setHandler(orderHandles.stepMarked, accept, { description: "A step's write changed the order's clock" });
  setHandler(orderHandles.calendarPublished, ({ version }) => void (published = version), {
    description: 'A newer calendar is in force',
  });

  registration = await approvals.registerOrder(order, workflowInfo().runId);
  const open: OpenSteps = new Set();
  const state = { registration: () => registration, isOver: () => isOver };
  const watching = watchMarks(order, { mark: () => mark, accept, ...state });
  const following = followCalendar({ orderNo, published: () => published, move, ...state }, open);
  const closing = await runPlan(
    order,
    { end: (how) => (ending ??= how), ending: () => ending, accept, agent, track, ...state },
    open,
  );
  isOver = true;
  await Promise.all([watching, following]);
  // no wait where there is nothing to wait for: recorded histories have none
  if (replacing) await replacing;
  if (track.settled()) await track.settled();
  await close();
  await condition(allHandlersFinished);
  return closing;

  async function receive(_receipt: OrderIdentity | undefined) {
    await condition(() => mark !== undefined || isOver);
    return { orderNo, dueDay: mark?.dueDay ?? null };
  }
  function withdraw({ by, at }: Withdrawal) {
    ending ??= { outcome: 'withdrawn', by, at };
  }
  /** One after the other, so that the row ends with the last of them. */
  async function putAgent(next: AgentReplacement, before: Promise<void> | undefined): Promise<void> {
    await before;
    await condition(isRegistered);
    if (isOver || !agent.isNewer(next)) return;
    const [{ agentId, by }, detail] = [next, { from: agent.agentId(), to: next.agentId }];
    const event = note(Math.max(next.at, order.receivedAt), { kind: 'agent-replaced', by, detail });
    await agent.replace(next);
    await write(event, { agentId });
  }
  /** Numbers an event of the order. */
  function note(
    at: Instant,
    said: Pick<RecordedEvent, 'by' | 'detail'> & { kind: EventKind },
  ): RecordedEvent {
    return { seq: ++events, at, ...said };
  }
  /** Writes an event of the running order, and what has become of its plan. */
  async function write(event: RecordedEvent, more: Pick<OrderWrite, 'agentId'> = {}): Promise<void> {
    const running = { closedAt: null, outcome: null, revision: mark?.revision ?? 0 };
    const stands = { ...running, ...track.written(), ...more };
    accept(await approvals.projectOrder({ orderNo, generation: generation(), events: [event], ...stands }));
  }
  function isRegistered() {
    return registration.calendar !== noCalendar;
  }
  function carry(carried: Registration['carried']) {
    const { carried: _former, ...rest } = registration;
    registration = { ...rest, ...(carried && { carried }) };
  }
  async function close() {
    const detail = { outcome: closing.outcome };
    const event = note(closing.closedAt, { kind: 'close', by: ending?.by ?? null, detail });
    const write = { orderNo, generation: generation(), events: [event], ...closing };
    const onRecord = approvals.projectOrder(write);
    if (patched('2026-11-closing-at-once')) {
      const [update] = await Promise.all([onRecord, intake.closeReceipt(orderNo, closing)]);
      return accept(update);
    }
    await onRecord;
    accept(await approvals.readOrderNews(orderNo));
    await intake.closeReceipt(orderNo, closing);
  }
  function generation() {
    return registration.generation ?? 1;
  }
  async function reproject({ generation: next }: Reprojection): Promise<void> {
    await condition(isRegistered);
    if (next <= generation() || isOver) return;
    registration = { ...registration, generation: next };
    const at = Math.max(officeNow(order.clock), order.receivedAt);
    await write(note(at, { kind: 'reproject', by: null, detail: { generation: next } }));
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

/** Refused when only the number is the same, as after one of the stores was restored from an older copy. */
const isThisOrder = (order: ReceivedOrder, identity: OrderIdentity | undefined): OrderIdentity | Refusal =>
  identity && !isSameOrder(order, identity) ? { refused: 'number-taken' } : order;
