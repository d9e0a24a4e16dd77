import {
  isRefusal,
  openStep,
  openTaskOf,
  stepProgress,
  type Day,
  type Instant,
  type PlannedStep,
  type ReceivedOrder,
  type RecordedEvent,
  type Step,
  type StepCode,
  type StepEvent,
  type Task,
} from '@doudi/workflows';
import type { TestService } from './test-service.ts';

/** 10:00 in Shanghai of a day. */
export const morning = (day: string): Instant => Date.parse(`${day}T10:00:00+08:00`);

/** What an event says, without what is no plain value; of a request, what is asked. */
const flat = ({ request, ...detail }: { readonly request?: object; readonly [field: string]: unknown }) => {
  const { kind, ...asked } = (request ?? {}) as { readonly kind?: string };
  const said = { ...detail, ...asked, ...(kind && { request: kind }) };
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => typeof value !== 'object'),
  ) as RecordedEvent['detail'];
};

/**
 * For the tests of this service: an order moved task by task by the law of its steps, then put on record as workflows do. `take` moves a
 * step by any event, with what its author wrote.
 */
export function orderPlay(order: ReceivedOrder) {
  const steps = new Map<StepCode, { step: Step; events: RecordedEvent[] }>();
  const notes = new Map<string, { note: string; by: string }>();
  const isDone = (code: StepCode) => steps.get(code)?.step.outcome === 'approved';

  function open(planned: PlannedStep, at: Instant): void {
    const events = [{ seq: 1, at, kind: 'open', by: null, detail: {} }];
    steps.set(planned.code, { step: openStep(planned, at), events });
  }
  function take(code: StepCode, event: StepEvent, note?: string): void {
    const played = steps.get(code);
    if (!played) throw new Error(`${code} has not opened`);
    const step = stepProgress(played.step, event);
    if (isRefusal(step)) throw new Error(step.refused);
    const { kind, by, at, ...detail } = event;
    const textId = note === undefined ? null : `T${order.orderNo}-${notes.size + 1}`;
    if (textId && note !== undefined) notes.set(textId, { note, by: by.subject });
    played.events.push({
      ...{ seq: step.events, at, kind, by: by.subject },
      detail: { ...flat(detail), ...(textId && { note: textId }) },
    });
    played.step = step;
    for (const next of order.plan.steps)
      if (!steps.has(next.code) && next.after.every(isDone)) open(next, event.at);
  }
  function taskOf(code: StepCode): Task {
    const played = steps.get(code);
    const task = played && openTaskOf(played.step);
    if (!task) throw new Error(`${code} has no open task`);
    return task;
  }
  function move(
    code: StepCode,
    day: string,
    states: readonly ('contracting' | 'working' | 'delivered' | 'accepted')[],
  ) {
    const about = { task: taskOf(code).code, at: morning(day), by: { subject: 'p-1101' } };
    for (const state of states) take(code, { ...about, kind: 'commission', state });
  }
  /** An agency is engaged and signs on that day. */
  const hire = (code: StepCode, day: string) => move(code, day, ['contracting', 'working']);
  /** The open task ends on that day: reviewed and checked, or delivered and accepted. */
  function finish(code: StepCode, day: string): void {
    const task = taskOf(code);
    if (task.kind === 'commission') move(code, day, ['delivered', 'accepted']);
    else {
      const [about, { department }] = [{ task: task.code, at: morning(day) }, task];
      take(code, { ...about, kind: 'review', by: { subject: 'p-2001', department }, opinion: 'approve' });
      take(code, { ...about, kind: 'check', by: { subject: 'p-3001', department }, verdict: 'approve' });
    }
  }
  async function putOnRecord({ activities, pool }: TestService): Promise<void> {
    const { orderNo } = order;
    for (const [textId, { note, by }] of notes)
      await pool.query('insert into texts (text_id, body, by) values ($1, $2, $3)', [textId, note, by]);
    await activities.registerOrder(order);
    for (const { step, events } of steps.values())
      await activities.projectStep({ orderNo, generation: 1, step, events });
    const closedAt = Math.max(...[...steps.values()].map(({ step }) => step.closedAt ?? 0));
    if (order.plan.steps.every(({ code }) => isDone(code)))
      await activities.projectOrder({ orderNo, generation: 1, closedAt, outcome: 'approved', events: [] });
  }
  const [first] = order.plan.steps;
  if (first) open(first, order.receivedAt);
  /** The department of the open task tells what is missing. */
  function ask(code: StepCode, day: string): void {
    const task = taskOf(code);
    if (task.kind !== 'review') throw new Error(`${task.code} is no review`);
    const by = { subject: 'p-2001', department: task.department };
    take(code, { kind: 'ask-supplement', task: task.code, by, at: morning(day), days: 10 }, '缺少总平面图');
  }
  /** The department of the open task has asked leave for a stop and an extension, and its reviewer has advised. */
  function burden(code: StepCode, day: string): void {
    const task = taskOf(code);
    if (task.kind !== 'review') throw new Error(`${task.code} is no review`);
    const about = {
      task: task.code,
      at: morning(day),
      by: { subject: 'p-2001', department: task.department },
    };
    const stop = { kind: 'stop', reason: 'hearing', lastDay: '2017-07-20' as Day } as const;
    take(code, { ...about, kind: 'request', request: stop }, '申请人要求听证');
    take(code, { ...about, kind: 'request', request: { kind: 'extension' } }, '案情复杂');
    take(code, { ...about, kind: 'review', opinion: 'approve' });
  }
  /** The open task of a step is stopped, from that day through 20 July, for a hearing. */
  function stop(code: StepCode, day: string): void {
    const task = taskOf(code);
    if (task.kind !== 'review') throw new Error(`${task.code} is no review`);
    const about = { task: task.code, at: morning(day) };
    const by = { subject: 'p-2001', department: task.department };
    const request = { kind: 'stop', reason: 'hearing', lastDay: '2017-07-20' as Day } as const;
    take(code, { ...about, by, kind: 'request', request }, '申请人要求听证');
    const no = steps.get(code)!.step.events;
    const granted = { kind: 'decide-request', no, verdict: 'grant', as: 'supervisor' } as const;
    take(code, { ...about, ...granted, by: { subject: 'p-1401' } });
  }
  return { ask, stop, burden, hire, finish, take, putOnRecord };
}
