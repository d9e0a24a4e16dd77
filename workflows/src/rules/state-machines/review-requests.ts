import type { Day } from '../../domain/calendar.ts';
import type { PendingRequest, RequestedAct } from '../../domain/counter.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Stop } from '../../domain/ledger.ts';
import { dayNumber } from '../calendar/day-number.ts';
import { dayNumberEnds } from '../calendar/office-day.ts';
import { askSupplement } from './review-decisions.ts';
import type { Judged, ReviewContext, ReviewEvent, ReviewTask, TaskChange } from './review-events.ts';
import { elsewhere, whileStopped } from './review-guards.ts';

/** The last instant of a day, so that a stop excludes the day it ends on and no other. */
const endOf = (day: Day): Instant => dayNumberEnds(dayNumber(day)) - 1;

export function requestIsBarred({ task }: ReviewContext, { request, at }: ReviewEvent<'request'>): Judged {
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

export function takeRequest(
  { task, no }: ReviewContext,
  { request, by, at }: ReviewEvent<'request'>,
): TaskChange {
  return { keeps: { ...task, requests: [...task.requests, { ...request, no, by: by.subject, at }] } };
}

/** Whose it is to decide a request: a supervisor's, but of an extension the department's own head's. */
export const decidedBy = (kind: RequestedAct['kind']): 'head' | 'supervisor' =>
  kind === 'extension' ? 'head' : 'supervisor';

/** Who asked does not decide; an extension is the department's own head's to grant. */
export function decisionIsBarred(
  { task, stops }: ReviewContext,
  event: ReviewEvent<'decide-request'>,
): Judged {
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

export function takeDecision(
  { task, stops }: ReviewContext,
  { no, verdict, at }: ReviewEvent<'decide-request'>,
): TaskChange {
  const request = task.requests.find((one) => one.no === no);
  const rest = { ...task, requests: task.requests.filter((one) => one !== request) };
  return !request || verdict === 'deny' ? { keeps: rest } : granted(rest, stops, request, at);
}

function granted(task: ReviewTask, stops: readonly Stop[], request: PendingRequest, at: Instant): TaskChange {
  if (request.kind === 'supplement') return askSupplement(task, at, request);
  if (request.kind === 'extension')
    return { keeps: { ...task, extension: { days: task.extendableBy ?? 0, grantedAt: at } } };
  const { reason, lastDay } = request;
  const stop: Stop = { from: at, plannedEnd: endOf(lastDay), endedAt: null, reason, task: task.code };
  return { becomes: task, because: 'stop', stops: [...stops, stop] };
}
