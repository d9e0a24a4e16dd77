import type { Instant, Limit, PaperKind, PaperNeed, StepEvent } from '@doudi/workflows';
import { tellStep, type ToldStep } from './act-oracle.ts';
import { endOfDays, fiveOClock, lackingIn, promisedBefore, type ActRecord, type Of } from './act-record.ts';
import { oracleClock, placeOf, table, type Table } from './oracle.ts';
import { oracleStatutory, segmentOf } from './statutory-oracle.ts';
import type { ToldTask } from './told-ledger.ts';

/** Whether an act is allowed, as the description of the acts reads; written without the rules, from the accepted events alone. */

type Request = Of<'request'> & { readonly no?: number };
type ByClock = 'deem-accepted' | 'stop-over' | 'lapse' | 'promise-missed' | 'promise-broken';
type ByPeople = Exclude<StepEvent['kind'], 'end' | 'commission' | ByClock>;

/** Everything an act on an open review is judged by. */
interface Facts {
  readonly at: Instant;
  readonly by: StepEvent['by'];
  readonly told: ToldStep;
  readonly task: ToldTask;
  /** the accepted events of the task */
  readonly mine: readonly StepEvent[];
  readonly days: Table;
}

const isOfDepartment = ({ by, task }: Facts): boolean =>
  task.planned.kind === 'review' && by.department === task.planned.department;
const isAccepted = ({ task }: Facts): boolean => task.planned.papers !== true || task.acceptance !== null;
const isStopped = ({ told }: Facts): boolean => told.step.stops.some(({ endedAt }) => endedAt === null);
const supplementIn = ({ task }: Facts) => task.supplements.find(({ suppliedAt }) => suppliedAt === null);

/** The opinion that waits for its check. */
function opinionIn({ mine }: Facts): Of<'review'> | undefined {
  const last = mine.findLast(({ kind }) => kind === 'review' || kind === 'check');
  return last?.kind === 'review' ? last : undefined;
}

const isWithReviewer = (facts: Facts): boolean => !opinionIn(facts) && !supplementIn(facts);

const requestsIn = ({ mine }: Facts): Request[] => {
  const decided = mine.flatMap((event) => (event.kind === 'decide-request' ? [event.no] : []));
  const requests = mine.filter((one): one is Request => one.kind === 'request');
  return requests.filter(({ no = 0 }) => !decided.includes(no));
};

/** Before 17:00 of the day a limit by law ends on; where there is none, or while it is paused, there is no such day. */
function isBeforeLimit({ at, told, task, days }: Facts): boolean {
  const limit: Limit | null = task.planned.statutory ?? null;
  const due = limit && oracleStatutory(told, { task, limit }, { now: at, days }).due;
  return due === null || placeOf(at, days) <= due;
}

function canBeGranted(request: Request['request'], facts: Facts): boolean {
  // one that began in the last instant of its last day would exclude no day
  if (request.kind === 'stop') return facts.at < fiveOClock(request.lastDay) - 1;
  if (request.kind === 'supplement') return isWithReviewer(facts);
  const { planned, extendedAt } = facts.task;
  return (planned.extendableBy ?? 0) > 0 && extendedAt === null && isBeforeLimit(facts);
}

function mayRequest({ request }: Of<'request'>, facts: Facts): boolean {
  const isPending = requestsIn(facts).some((one) => one.request.kind === request.kind);
  return isOfDepartment(facts) && !isPending && canBeGranted(request, facts);
}

function mayDecide({ no, verdict, as }: Of<'decide-request'>, facts: Facts): boolean {
  const found = requestsIn(facts).find((one) => one.no === no);
  if (!found || found.by.subject === facts.by.subject) return false;
  const { request } = found;
  if (as !== (request.kind === 'extension' ? 'head' : 'supervisor')) return false;
  if (request.kind === 'extension' && !isOfDepartment(facts)) return false;
  if (verdict === 'deny') return true;
  return !(request.kind === 'supplement' && isStopped(facts)) && canBeGranted(request, facts);
}

const promisedIn = ({ mine }: Facts): PaperKind[] =>
  promisedBefore(mine, mine.length).flatMap(({ kinds }) => kinds);
const committedIn = ({ mine }: Facts): PaperKind[] =>
  mine.flatMap((event) => (event.kind === 'commit' ? event.kinds : []));

/** The papers that are missing, neither promised nor committed to. */
const unanswered = (event: StepEvent, facts: Facts): PaperKind[] =>
  lackingIn(facts.task.planned, event).filter(
    (kind) => !promisedIn(facts).includes(kind) && !committedIn(facts).includes(kind),
  );

/** Each of the kinds is missing and of the sort that can be answered so. */
function canAnswer(event: Of<'promise'> | Of<'commit'>, facts: Facts, fits: (need: PaperNeed) => boolean) {
  const { paperList = [] } = facts.task.planned;
  const fit = unanswered(event, facts).filter((kind) => paperList.some((need) => need.kind === kind && fits(need)));
  return event.barredSince === undefined && event.kinds.length > 0 && event.kinds.every((kind) => fit.includes(kind));
} // prettier-ignore

/** Minor papers, before acceptance, for a working day that is to come and not after the task is due. */
function mayPromise(event: Of<'promise'>, facts: Facts): boolean {
  const { told, task, at, days } = facts;
  if (isAccepted(facts) || !isWithReviewer(facts) || isStopped(facts)) return false;
  const { due } = oracleClock(segmentOf(told, task), at, days);
  const place = days.findIndex(({ name }) => name === event.day);
  const isFit = due !== null && place > placeOf(at, days) && place <= due;
  return isFit && canAnswer(event, facts, ({ isMain }) => !isMain);
}

/** Something that is promised has come, after it was promised and before the task is refused for want of it. */
function mayArrive({ kinds, since }: Of<'papers-arrived'>, { mine, at, days }: Facts): boolean {
  const open = promisedBefore(mine, mine.length);
  const isTooLate = open.some(({ day }) => at >= endOfDays(fiveOClock(day) - 1, 3, days));
  return !isTooLate && open.some((one) => one.at <= since && one.kinds.every((kind) => kinds.includes(kind)));
}

/** A second person: that the papers are not accepted is confirmed or returned, everything else decided either way. */
function mayCheck(event: Of<'check'>, facts: Facts): boolean {
  const { verdict } = event;
  if (verdict === 'approve' && unanswered(event, facts).length > 0) return false;
  const opinion = opinionIn(facts);
  if (!opinion || isStopped(facts) || opinion.by.subject === facts.by.subject) return false;
  const isAboutPapers = opinion.opinion === 'not-accept' && !isAccepted(facts);
  return isOfDepartment(facts) && (verdict === 'return' || (verdict === 'not-accept') === isAboutPapers);
}

function mayReview(event: Of<'review'>, facts: Facts): boolean {
  const { opinion } = event;
  if (opinion === 'approve' && unanswered(event, facts).length > 0) return false;
  if (opinion === 'not-accept' && isAccepted(facts)) return false;
  return isOfDepartment(facts) && isWithReviewer(facts) && !isStopped(facts);
}

function mayOpine(_: Of<'opine'>, { at, by, task, mine, days }: Facts): boolean {
  const { departments = [], days: limit = 0 } = task.planned.consults ?? {};
  const hasSpoken = mine.some((one) => one.kind === 'opine' && one.by.department === by.department);
  const isAsked = departments.some((one) => one === by.department);
  return isAsked && !hasSpoken && at < endOfDays(task.openedAt, limit, days);
}

/** An answer to what was asked before it, in time by its own instant. */
function maySupply({ at }: Of<'supply'>, facts: Facts): boolean {
  const asked = supplementIn(facts);
  return asked !== undefined && asked.askedAt <= at && at < endOfDays(asked.askedAt, asked.days, facts.days);
}

const isUnaccepted = (facts: Facts): boolean =>
  isOfDepartment(facts) && isWithReviewer(facts) && !isAccepted(facts);

const laws: { readonly [K in ByPeople]: (event: Of<K>, facts: Facts) => boolean } = {
  review: mayReview,
  check: mayCheck,
  'accept-papers': (event, facts) => isUnaccepted(facts) && unanswered(event, facts).length === 0,
  'ask-supplement': (_, facts) => isUnaccepted(facts) && !isStopped(facts),
  supply: maySupply,
  request: mayRequest,
  'decide-request': mayDecide,
  'end-stop': (_, facts) => isOfDepartment(facts) && isStopped(facts),
  opine: mayOpine,
  announce: (_, facts) => isOfDepartment(facts),
  promise: mayPromise,
  commit: (event, facts) => canAnswer(event, facts, ({ byCommitment }) => byCommitment === true),
  'papers-arrived': mayArrive,
};

/** Whether an act may be done at its instant, by those whose role it is. */
export function isAllowed(record: ActRecord, event: StepEvent, days: Table = table): boolean {
  if (!('task' in event) || !(event.kind in laws)) return false;
  const now = Math.max(event.at, record.events.at(-1)?.at ?? record.openedAt);
  const told = tellStep(record, now, days);
  const task = told.tasks.find(({ planned }) => planned.code === event.task);
  if (task?.planned.kind !== 'review' || task.closedAt !== null) return false;
  if (task.withheldAt !== null && event.kind !== 'papers-arrived') return false;
  const mine = told.events.filter((one) => 'task' in one && one.task === event.task);
  const law = laws[event.kind as ByPeople] as (event: StepEvent, facts: Facts) => boolean;
  return law(event, { at: event.at, by: event.by, told, task, mine, days });
}
