import {
  dueAt,
  isRefusal,
  judgeStepEvent,
  lastChangeAt,
  nextDueMark,
  openStep,
  stepProgress,
  type Calendar,
  type DueMark,
  type Instant,
  type Order,
  type Plan,
  type PlannedStep,
  type Refusal,
  type Step,
  type StepCode,
  type StepEvent,
} from '@doudi/workflows';
import type { ActRecord } from './act-record.ts';

/** Plays acts on an order by the rules, with what the clock brings about between them, and keeps what was accepted. */

type Loose<T> = { -readonly [K in keyof T]: T[K] };

/** A step as the rules have it, and what was accepted for it. */
export interface PlayedStep extends ActRecord {
  readonly step: Step;
  /** the accepted events and, among them, what the clock did */
  readonly all: readonly StepEvent[];
}

export type ActedOrder = ReturnType<typeof actedOrder>;

const byClock = { subject: 'clock' };

export function actedOrder(calendar: Calendar, { steps: plan, budget }: Plan, receivedAt: Instant) {
  const played: (Loose<PlayedStep> & { events: StepEvent[]; all: StepEvent[] })[] = [];
  let closedAt: Instant | null = null;
  const open = (planned: PlannedStep, openedAt: Instant) =>
    played.push({ planned, openedAt, events: [], all: [], step: openStep(planned, openedAt) });
  for (const first of plan.filter(({ after }) => after.length === 0)) open(first, receivedAt);

  function put(one: (typeof played)[number], next: Step | Refusal, event: StepEvent): Step | Refusal {
    if (isRefusal(next)) return next;
    const at = Math.max(event.at, lastChangeAt(one.step));
    const isRequest = event.kind === 'request' && 'task' in event;
    const no = isRequest && next.tasks.find(({ code }) => code === event.task)?.requests.at(-1)?.no;
    const recorded = { ...event, at, ...(isRequest && { no }) } as StepEvent;
    one.step = next;
    one.all.push(recorded);
    if (event.by !== byClock) one.events.push(recorded);
    if (next.closedAt !== null) afterClosing(next, next.closedAt);
    return next;
  }

  function afterClosing({ outcome }: Step, at: Instant): void {
    const isApproved = ({ code }: PlannedStep) =>
      played.some(({ step }) => step.code === code && step.outcome === 'approved');
    if (outcome !== 'approved') return endOrder(outcome ?? 'withdrawn', at);
    for (const next of plan)
      if (!played.some(({ planned }) => planned === next) && plan.filter(({ code }) => next.after.includes(code)).every(isApproved))
        open(next, at);
    if (plan.every(isApproved)) closedAt = at;
  } // prettier-ignore

  function endOrder(outcome: Extract<StepEvent, { kind: 'end' }>['outcome'], at: Instant): void {
    closedAt = at;
    for (const one of played.filter(({ step }) => step.closedAt === null)) {
      for (let due = dueAt(calendar, one.step, at); due; due = dueAt(calendar, one.step, at))
        bringAbout(one, due);
      const event: StepEvent = { kind: 'end', at, by: { subject: 'order' }, outcome };
      const next = stepProgress(one.step, event);
      one.events.push(event);
      one.all.push(event);
      if (!isRefusal(next)) one.step = next;
    }
  }

  function bringAbout(one: (typeof played)[number], mark: DueMark): void {
    const event: StepEvent = { ...mark, by: byClock };
    const next = put(one, stepProgress(one.step, event), event);
    if (isRefusal(next)) throw new Error(`${event.kind} is refused: ${next.refused}`);
  }

  /** Brings about what is due by `now`, in the order of its instants, nothing having arrived of what is awaited. */
  function advance(now: Instant): void {
    const [due] = played
      .flatMap((one) => ({ one, mark: nextDueMark(calendar, one.step) }))
      .flatMap(({ one, mark }) => (mark && mark.at <= now ? [{ one, mark }] : []))
      .sort((a, b) => a.mark.at - b.mark.at);
    if (!due) return;
    bringAbout(due.one, due.mark);
    advance(now);
  }

  return {
    advance,
    played: (): readonly PlayedStep[] => played,
    open: (): readonly PlayedStep[] => played.filter(({ step }) => step.closedAt === null),
    order: (): Order => ({
      receivedAt, closedAt, budget, plan, steps: played.map(({ step }) => step),
    }), // prettier-ignore
    act(code: StepCode, event: StepEvent): Step | Refusal {
      const one = played.find(({ planned }) => planned.code === code);
      if (!one) return { refused: 'no-such-task' };
      return put(one, judgeStepEvent({ calendar, planned: one.planned }, one.step, event), event);
    },
    withdraw: (at: Instant) => {
      if (closedAt === null) endOrder('withdrawn', at);
    },
  };
}
