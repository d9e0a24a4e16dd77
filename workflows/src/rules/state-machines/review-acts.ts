import type { Day } from '../../domain/calendar.ts';
import type { ConsultedOpinion, PendingRequest, RequestedAct } from '../../domain/counter.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Stop } from '../../domain/ledger.ts';
import type { Refusal, StepRefusal } from '../../domain/refusal.ts';
import type { Actor, Outcome, ReviewOpinion, Task, TaskState, Verdict } from '../../domain/step.ts';
import { dayNumber } from '../calendar/day-number.ts';
import { dayNumberEnds } from '../calendar/office-day.ts';

/** What happens to a review, apart from who and when. */
export interface ReviewEvents {
  readonly review: { readonly opinion: ReviewOpinion };
  readonly check: { readonly verdict: Verdict };
  readonly 'accept-papers': object;
  readonly 'ask-supplement': { readonly days: number };
  readonly supply: object;
  readonly request: { readonly request: RequestedAct };
  readonly 'decide-request': {
    readonly no: number;
    readonly verdict: 'grant' | 'deny';
    readonly as: 'head' | 'supervisor';
  };
  readonly 'end-stop': object;
  readonly opine: { readonly opinion: ConsultedOpinion['opinion'] };
  readonly announce: { readonly from: Day; readonly to: Day };
  /** brought about by the clock: nobody does them */
  readonly 'deem-accepted': object;
  readonly 'stop-over': object;
  readonly lapse: object;
}
export type ReviewEventKind = keyof ReviewEvents;

/** What people do with a review beside opinion and decision, without who and when. */
export type TaskActEvent = {
  [K in Exclude<ReviewEventKind, 'review' | 'check' | 'supply' | ClockKind>]: {
    readonly kind: K;
  } & ReviewEvents[K];
}[Exclude<ReviewEventKind, 'review' | 'check' | 'supply' | ClockKind>];
type ClockKind = 'deem-accepted' | 'stop-over' | 'lapse';

/** Something that happens to a review, at an instant, by somebody. */
export type ReviewEvent<K extends ReviewEventKind> = {
  readonly at: Instant;
  readonly by: Actor;
} & ReviewEvents[K];

export type ReviewTask = Extract<Task, { kind: 'review' }>;

/** A review within its step: the stops are the step's, `no` is the number of the event that is judged. */
export interface ReviewContext {
  readonly task: ReviewTask;
  readonly stops: readonly Stop[];
  readonly no: number;
}

/** What an event makes of the open task and the stops: a handover, only a record, its end, or the end of the step. */
export type TaskChange =
  | { readonly becomes: Task; readonly because: string; readonly stops?: readonly Stop[] }
  | { readonly keeps: Task }
  | { readonly doneBecause: string }
  | { readonly closesStep: Exclude<Outcome, 'approved' | 'withdrawn'> };

type Judged = Refusal<StepRefusal> | undefined;

/** Who does an act: of the task's department, of a department it consults, of the applicant's side, who gives leave, or the clock. */
export type ActedBy = 'reviewer' | 'checker' | 'consulted' | 'applicant' | 'leave' | 'clock';

/** An act on an open review: who does it, where the task must stand, what else must hold, and what it makes of the task. */
interface ReviewAct<K extends ReviewEventKind> {
  readonly by: ActedBy;
  readonly in: readonly TaskState[];
  /** also while a stop runs */
  readonly whileStopped: boolean;
  readonly unless: (context: ReviewContext, event: ReviewEvent<K>) => Judged;
  readonly take: (context: ReviewContext, event: ReviewEvent<K>) => TaskChange;
}

const open: readonly TaskState[] = ['reviewing', 'checking', 'supplementing'];
const never = (): Judged => undefined;

/** The one table of what may happen to a review: the validator judges by it, and reads list by it what is open to whom. */
export const reviewActs: { readonly [K in ReviewEventKind]: ReviewAct<K> } = {
  review: {
    by: 'reviewer',
    in: ['reviewing'],
    whileStopped: false,
    unless: acceptanceIsSettled,
    take: takeReview,
  },
  check: { by: 'checker', in: ['checking'], whileStopped: false, unless: checkIsBarred, take: takeCheck },
  'accept-papers': {
    by: 'reviewer',
    in: ['reviewing'],
    whileStopped: true,
    unless: ({ task }) => (isToAccept(task) ? undefined : { refused: 'accepted-already' }),
    take: ({ task }, { at }) => ({ keeps: { ...task, acceptance: { how: 'by-department', at } } }),
  },
  'ask-supplement': {
    by: 'reviewer',
    in: ['reviewing'],
    whileStopped: false,
    unless: ({ task }) =>
      isToAccept(task) && task.supplements.length === 0 ? undefined : { refused: 'leave-needed' },
    take: ({ task }, { at, days }) => askSupplement(task, at, days),
  },
  supply: {
    by: 'applicant',
    in: ['supplementing'],
    whileStopped: true,
    unless: never,
    take: ({ task }, { at }) => ({ becomes: supplied(task, at), because: 'supply' }),
  },
  request: { by: 'reviewer', in: open, whileStopped: true, unless: requestIsBarred, take: takeRequest },
  'decide-request': {
    by: 'leave',
    in: open,
    whileStopped: true,
    unless: decisionIsBarred,
    take: takeDecision,
  },
  'end-stop': {
    by: 'reviewer',
    in: open,
    whileStopped: true,
    unless: ({ stops }) => (stops.some(isRunning) ? undefined : { refused: 'no-stop-runs' }),
    take: ({ task, stops }, { at }) => ({ becomes: task, because: 'resume', stops: endStops(stops, at) }),
  },
  opine: {
    by: 'consulted',
    in: open,
    whileStopped: true,
    unless: ({ task }, { by }) =>
      task.opinions.some(({ department }) => department === by.department)
        ? { refused: 'opinion-given' }
        : undefined,
    take: ({ task }, { at, by, opinion }) => ({
      keeps: { ...task, opinions: [...task.opinions, opinionOf(by, at, opinion)] },
    }),
  },
  announce: {
    by: 'reviewer',
    in: open,
    whileStopped: true,
    unless: never,
    take: ({ task }, { from, to }) => ({ keeps: { ...task, publicNotice: { from, to } } }),
  },
  'deem-accepted': {
    by: 'clock',
    in: ['reviewing', 'checking'],
    whileStopped: true,
    unless: ({ task }) => (isToAccept(task) ? undefined : { refused: 'accepted-already' }),
    take: ({ task }, { at }) => ({ keeps: { ...task, acceptance: { how: 'by-silence', at } } }),
  },
  'stop-over': {
    by: 'clock',
    in: open,
    whileStopped: true,
    unless: ({ stops }) => (stops.some(isRunning) ? undefined : { refused: 'no-stop-runs' }),
    take: ({ task, stops }, { at }) => ({
      becomes: task,
      because: 'resume',
      stops: stops.map((stop) =>
        isRunning(stop) && stop.plannedEnd <= at ? { ...stop, endedAt: at } : stop,
      ),
    }),
  },
  lapse: {
    by: 'clock',
    in: ['supplementing'],
    whileStopped: true,
    unless: never,
    take: () => ({ closesStep: 'not-supplied' }),
  },
};

/** What an event makes of an open review, or why it is refused. */
export function takeReviewEvent<K extends ReviewEventKind>(
  kind: K,
  context: ReviewContext,
  event: ReviewEvent<K>,
): TaskChange | Refusal<StepRefusal> {
  const act = reviewActs[kind];
  return (
    otherActor(act.by, context.task, event.by) ??
    elsewhere(act.in, context.task) ??
    (act.whileStopped ? undefined : whileStopped(context.stops)) ??
    act.unless(context, event) ??
    act.take(context, event)
  );
}

/** Whether the department still has to accept the applicant's papers. */
export const isToAccept = ({ papers, acceptance, supplements }: Task): boolean =>
  papers === true && acceptance === null && !supplements.some(({ suppliedAt }) => suppliedAt === null);

export const isRunning = ({ endedAt }: Stop): boolean => endedAt === null;

function otherActor(by: ActedBy, task: ReviewTask, { department }: Actor): Judged {
  if ((by === 'reviewer' || by === 'checker') && department !== task.department)
    return { refused: 'other-department', department: task.department };
  const consulted: readonly string[] = task.consults?.departments ?? [];
  if (by === 'consulted' && !consulted.includes(department ?? ''))
    return { refused: 'not-consulted', consulted };
  return undefined;
}

const waits: Partial<Record<TaskState, StepRefusal>> = {
  reviewing: 'waits-for-review',
  checking: 'waits-for-check',
  supplementing: 'waits-for-supplement',
};

function elsewhere(states: readonly TaskState[], { state }: ReviewTask): Judged {
  if (states.includes(state)) return undefined;
  const isSupply = states.length === 1 && states[0] === 'supplementing';
  return { refused: isSupply ? 'no-supplement-asked' : (waits[state] ?? 'task-not-open') };
}

function whileStopped(stops: readonly Stop[]): Judged {
  const running = stops.filter(isRunning);
  if (running.length === 0) return undefined;
  return { refused: 'stopped', until: Math.max(...running.map(({ plannedEnd }) => plannedEnd)) };
}

/** An opinion that the papers are not accepted comes before they are. */
function acceptanceIsSettled({ task }: ReviewContext, { opinion }: ReviewEvent<'review'>): Judged {
  return opinion === 'not-accept' && !isToAccept(task) ? { refused: 'accepted-already' } : undefined;
}

/** The opinion accepts the papers, unless it is that they are not. */
function takeReview({ task }: ReviewContext, { at, by, opinion }: ReviewEvent<'review'>): TaskChange {
  const accepts = isToAccept(task) && opinion !== 'not-accept';
  const acceptance = accepts ? ({ how: 'by-opinion', at } as const) : task.acceptance;
  return {
    becomes: { ...task, state: 'checking', reviewer: by.subject, opinion, acceptance },
    because: 'review',
  };
}

/** A second person decides; what was proposed before acceptance can only be confirmed or returned, and only before acceptance. */
function checkIsBarred({ task }: ReviewContext, { by, verdict }: ReviewEvent<'check'>): Judged {
  if (by.subject === task.reviewer) return { refused: 'same-person' };
  const isOpen = task.opinion === 'not-accept' && isToAccept(task);
  if (verdict === 'not-accept' && !isOpen) return { refused: 'accepted-already' };
  return isOpen && (verdict === 'approve' || verdict === 'refuse')
    ? { refused: 'acceptance-open' }
    : undefined;
}

function takeCheck({ task }: ReviewContext, { verdict }: ReviewEvent<'check'>): TaskChange {
  if (verdict === 'approve') return { doneBecause: 'approve' };
  if (verdict === 'refuse') return { closesStep: 'refused' };
  if (verdict === 'not-accept') return { closesStep: 'not-accepted' };
  return { becomes: { ...task, state: 'reviewing', reviewer: null, opinion: null }, because: 'return' };
}

function askSupplement(task: ReviewTask, askedAt: Instant, days: number): TaskChange {
  const isAfterAcceptance = !isToAccept(task);
  const supplement = { askedAt, days, isAfterAcceptance, suppliedAt: null };
  return {
    becomes: { ...task, state: 'supplementing', supplements: [...task.supplements, supplement] },
    because: 'ask-supplement',
  };
}

/** With the last paper the task is accepted, if it was not. */
function supplied(task: ReviewTask, at: Instant): ReviewTask {
  const supplements = task.supplements.map((one) => ({ ...one, suppliedAt: one.suppliedAt ?? at }));
  const isLast = task.papers === true && task.acceptance === null;
  const acceptance = isLast ? ({ how: 'by-last-paper', at } as const) : task.acceptance;
  return { ...task, state: 'reviewing', supplements, acceptance };
}

const endStops = (stops: readonly Stop[], at: Instant) =>
  stops.map((stop) => (isRunning(stop) ? { ...stop, endedAt: at } : stop));

const opinionOf = (by: Actor, at: Instant, opinion: ConsultedOpinion['opinion']): ConsultedOpinion => ({
  department: by.department as ConsultedOpinion['department'],
  opinion,
  by: by.subject,
  at,
});

/** The last instant of a day, so that a stop excludes the day it ends on and no other. */
const endOf = (day: Day): Instant => dayNumberEnds(dayNumber(day)) - 1;

function requestIsBarred(
  { task, stops: _stops }: ReviewContext,
  { request, at }: ReviewEvent<'request'>,
): Judged {
  const pending = task.requests.find(({ kind }) => kind === request.kind);
  if (pending) return { refused: 'request-pending', no: pending.no };
  return isBarred(task, request, at);
}

/** What bars a requested act, when it is requested and when it is granted. */
function isBarred(task: ReviewTask, request: RequestedAct, at: Instant): Judged {
  if (request.kind === 'stop')
    return endOf(request.lastDay) <= at ? { refused: 'end-has-passed', lastDay: request.lastDay } : undefined;
  if (request.kind === 'supplement') return elsewhere(['reviewing'], task);
  if (!task.extendableBy) return { refused: 'not-extendable' };
  return task.extension ? { refused: 'extended-already' } : undefined;
}

function takeRequest({ task, no }: ReviewContext, { request, by, at }: ReviewEvent<'request'>): TaskChange {
  return { keeps: { ...task, requests: [...task.requests, { ...request, no, by: by.subject, at }] } };
}

/** Whose it is to decide a request: a supervisor's, but of an extension the department's own head's. */
export const decidedBy = (kind: RequestedAct['kind']): 'head' | 'supervisor' =>
  kind === 'extension' ? 'head' : 'supervisor';

/** Who asked does not decide; an extension is the department's own head's to grant. */
function decisionIsBarred({ task, stops }: ReviewContext, event: ReviewEvent<'decide-request'>): Judged {
  const request = task.requests.find(({ no }) => no === event.no);
  if (!request) return { refused: 'no-such-request' };
  if (decidedBy(request.kind) !== event.as)
    return { refused: 'other-authority', needs: decidedBy(request.kind) };
  if (event.by.subject === request.by) return { refused: 'same-person' };
  if (request.kind === 'extension' && event.by.department !== task.department)
    return { refused: 'other-department', department: task.department };
  if (event.verdict === 'deny') return undefined;
  return (
    (request.kind === 'supplement' ? whileStopped(stops) : undefined) ?? isBarred(task, request, event.at)
  );
}

function takeDecision(
  { task, stops }: ReviewContext,
  { no, verdict, at }: ReviewEvent<'decide-request'>,
): TaskChange {
  const request = task.requests.find((one) => one.no === no);
  const rest = { ...task, requests: task.requests.filter((one) => one !== request) };
  return !request || verdict === 'deny' ? { keeps: rest } : granted(rest, stops, request, at);
}

function granted(task: ReviewTask, stops: readonly Stop[], request: PendingRequest, at: Instant): TaskChange {
  if (request.kind === 'supplement') return askSupplement(task, at, request.days);
  if (request.kind === 'extension')
    return { keeps: { ...task, extension: { days: task.extendableBy ?? 0, grantedAt: at } } };
  const { reason, lastDay } = request;
  const stop: Stop = { from: at, plannedEnd: endOf(lastDay), endedAt: null, reason, task: task.code };
  return { becomes: task, because: 'stop', stops: [...stops, stop] };
}
