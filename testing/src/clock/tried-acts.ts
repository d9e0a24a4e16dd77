import {
  departmentOf,
  openPromises,
  openTaskOf,
  type Acting,
  type Calendar,
  type Day,
  type Instant,
  type PaperKind,
  type Refusal,
  type Step,
  type StepEvent,
  type Task,
  type TaskState,
} from '@doudi/workflows';
import { peopleOf } from './act-people.ts';
import { actedOrder, type PlayedStep } from './played-acts.ts';
import type { Acts, Kind, Try } from './random-acts.ts';
import { snap } from './random-orders.ts';

/** Tries the acts that were drawn on an order, one after the other. */

const dayMs = 86_400_000;
const dayOf = (at: Instant, days: number): Day =>
  new Date(at + 8 * 3_600_000 + days * dayMs).toISOString().slice(0, 10) as Day;

/** What is likely to be done with a task as it stands. */
function likely(step: Step): readonly Kind[] {
  const task = openTaskOf(step);
  if (task?.kind !== 'review') return ['move'];
  const also: readonly Kind[] = [
    'request', 'announce', 'opine',
    ...(task.requests.length > 0 ? (['decide-request', 'decide-request', 'decide-request'] as const) : []),
    ...(step.stops.some(({ endedAt }) => endedAt === null) ? (['end-stop'] as const) : []),
    ...(openPromises(task).length > 0 ? (['papers-arrived'] as const) : []),
  ]; // prettier-ignore
  if (task.state === 'withheld') return ['papers-arrived', 'check', 'request', 'announce'];
  if (task.state === 'supplementing') return ['supply', 'supply', 'supply', ...also];
  if (task.state === 'checking') return [...Array<Kind>(6).fill('check'), ...also];
  const isPromising = task.acceptance === null && task.paperList?.some(({ isMain }) => !isMain);
  const [promises, reviews] = !isPromising ? [0, 2] : task.promises ? [1, 10] : [10, 2];
  return [
    ...Array<Kind>(reviews).fill('review'),
    ...Array<Kind>(promises).fill('promise'),
    ...(['accept-papers', 'ask-supplement', 'request', 'commit'] as const),
    ...also,
  ];
}

const moves = ['contracting', 'working', 'delivered', 'accepted'] as const;
const nextMove: Partial<Record<TaskState, (typeof moves)[number]>> = {
  briefing: 'contracting',
  contracting: 'working',
  working: 'delivered',
  delivered: 'accepted',
};

/** The instant after the one before, and the act as an event of an open step. */
const instantOf = ({ gap, edge }: Try, before: Instant): Instant => snap(before + gap, edge, before);

/** The pending request it is about. */
function requestIn({ pick }: Try, step: Step) {
  const requests = openTaskOf(step)?.requests ?? [];
  return requests[pick % Math.max(1, requests.length)];
}

/** The next milestone of a commission, or any. */
function moveIn({ isLikely, who }: Try, step: Step) {
  const open = openTaskOf(step);
  return (isLikely && open && nextMove[open.state]) || moves[who % moves.length];
}

/** The role a request is decided in: mostly the one whose it is. */
function authorityIn(drawn: Try, step: Step): 'head' | 'supervisor' {
  const isExtension = requestIn(drawn, step)?.kind === 'extension';
  return isExtension !== drawn.isAnybody ? 'head' : 'supervisor';
}

/** The papers of the list that are missing as it is done; what is to be promised or replaced is missing mostly. */
function missingIn({ lack, papers, kind }: Try, step: Step): PaperKind[] {
  const task = openTaskOf(step);
  const list = task?.paperList ?? [];
  const some = list.filter((_, i) => papers & (1 << (i % 4))).map((need) => need.kind);
  if (lack === 'any') return some;
  if (kind === 'promise') return list.filter(({ isMain }) => !isMain).map((need) => need.kind);
  if (kind === 'commit') return list.filter(({ byCommitment }) => byCommitment).map((need) => need.kind);
  const answered = task ? openPromises(task).flatMap(({ kinds }) => kinds) : [];
  return lack === 'none' ? [] : answered;
}

/** Mostly one or some of those that are missing. */
function papersIn(drawn: Try, step: Step): PaperKind[] {
  const missing = missingIn(drawn, step);
  const chosen = missing.filter((_, i) => drawn.isLikely || drawn.papers & (1 << i));
  return drawn.isElsewhere ? ['other-paper', ...chosen] : drawn.papers % 2 ? chosen.slice(0, 1) : chosen;
}

/** What was promised, all of it or the first; or anything. */
function arrivedIn({ isAnybody, papers }: Try, step: Step): PaperKind[] {
  const task = openTaskOf(step);
  const promised = task ? openPromises(task) : [];
  if (isAnybody) return ['other-paper'];
  return (papers % 2 ? promised : promised.slice(0, 1)).flatMap(({ kinds }) => kinds);
}

function fieldsOf(drawn: Try, step: Step, at: Instant): object {
  const { kind, opinion, verdict, days, reason, ahead, grant, pick } = drawn;
  const isVain = drawn.isLikely && drawn.wish === 'extension' && !openTaskOf(step)?.extendableBy;
  const missing = { missing: missingIn(drawn, step) };
  const barred = drawn.isBarred ? { barredSince: at } : {};
  const wishes = {
    stop: { kind: 'stop', reason, lastDay: dayOf(at, ahead) },
    supplement: { kind: 'supplement', days },
    extension: { kind: 'extension' },
  };
  const fields: Partial<Record<Try['kind'], object>> = {
    review: { opinion, ...missing },
    check: { ...missing, verdict: drawn.isAgreeing ? (openTaskOf(step)?.opinion ?? verdict) : verdict },
    'ask-supplement': { days },
    'accept-papers': missing,
    promise: { ...missing, ...barred, kinds: papersIn(drawn, step), day: dayOf(at, 1 + drawn.on) },
    commit: { ...missing, ...barred, kinds: papersIn(drawn, step) },
    'papers-arrived': { kinds: arrivedIn(drawn, step) },
    request: { request: wishes[isVain ? 'stop' : drawn.wish] },
    'decide-request': {
      no: requestIn(drawn, step)?.no ?? pick,
      verdict: grant,
      as: authorityIn(drawn, step),
    },
    opine: { opinion: pick % 3 === 0 ? 'objection' : 'no-objection' },
    announce: { from: dayOf(at, 1), to: dayOf(at, 8) },
    move: { kind: 'commission', state: moveIn(drawn, step) },
  };
  return fields[kind] ?? {};
}

/** Those who could do it by their place: the task's department and those it consults, the applicant, who gives leave. */
function plausible(drawn: Try, step: Step, people: readonly Acting[]): readonly Acting[] {
  if (drawn.isAnybody) return people;
  const task = openTaskOf(step);
  const own = people.filter(({ department }) => department !== undefined && task && department === departmentOf(task));
  const near: Partial<Record<Try['kind'], readonly Acting[]>> = {
    supply: people.filter(({ isApplicant }) => isApplicant),
    promise: people.filter(({ isApplicant }) => isApplicant),
    commit: people.filter(({ isApplicant }) => isApplicant),
    'decide-request':
      requestIn(drawn, step)?.kind === 'extension' ? own.slice(2) : people.filter(({ roles }) => roles.includes('supervisor')),
    opine: people.filter(({ department }) => task?.consults?.departments.some((one) => one === department)),
    check: own.slice(1),
  };
  const found = near[drawn.kind] ?? own;
  return found.length > 0 ? found : people;
} // prettier-ignore

/** The event of a drawn act on a step at an instant, and the person who does it; what is supplied was so some time before. */
function eventOf(whole: Try, step: Step, people: readonly Acting[], at: Instant): [StepEvent, Acting] {
  const drawn = whole.isLikely
    ? { ...whole, kind: likely(step)[whole.person % likely(step).length] ?? whole.kind }
    : whole;
  const open = openTaskOf(step);
  const elsewhere = step.tasks[drawn.pick % step.tasks.length]?.code;
  const task = (drawn.isElsewhere ? elsewhere : open?.code) ?? step.tasks[0]?.code;
  const candidates = plausible(drawn, step, people);
  const person = candidates[drawn.who % candidates.length] as Acting;
  const by = { subject: person.subject, ...(person.department && { department: person.department }) };
  const about = { task, by, at: heldUp(drawn, open, at), kind: drawn.kind };
  const since = drawn.kind === 'papers-arrived' && { since: about.at };
  return [{ ...about, ...since, ...fieldsOf(drawn, step, at) } as StepEvent, person];
}

/** What is heard of late happened some time before; here never before a day that was missed meanwhile, which has a test of its own. */
function heldUp({ kind, lateBy }: Try, task: Task | undefined, at: Instant): Instant {
  const missed = (task?.promises ?? []).map(({ missedAt }) => missedAt ?? 0);
  const isLate = kind === 'supply' || kind === 'papers-arrived';
  return isLate ? Math.max(at - lateBy, ...missed) : at;
}

/** An act as it was tried. */
export interface Tried {
  readonly event: StepEvent;
  readonly person: Acting;
  /** when it arrived; what was supplied bears an instant of its own */
  readonly now: Instant;
  readonly drawn: Try;
  /** the step before it, with everything the clock brought about by its instant */
  readonly before: PlayedStep;
  readonly answer: Step | Refusal;
}

/** Plays what was drawn, each act with what the clock brought about before it; `look` sees every one as it happens. */
export function playActs(
  calendar: Calendar,
  { plan, receivedAt, tries, isWithdrawn }: Acts,
  look: (tried: Tried) => void,
) {
  const people = peopleOf(plan);
  const acted = actedOrder(calendar, plan, receivedAt);
  let now = receivedAt;
  for (const drawn of tries) {
    now = instantOf(drawn, now);
    const open = acted.open();
    const step = open[drawn.pick % Math.max(1, open.length)];
    if (!step) break;
    const [event, person] = eventOf(drawn, step.step, people, now);
    acted.advance(event.at);
    const before = { ...step, events: [...step.events], all: [...step.all] };
    const answer = acted.act(step.planned.code, event);
    look({ event, person, now, drawn, before, answer });
    acted.advance(now);
  }
  if (isWithdrawn) acted.withdraw(now);
  return { acted, now };
}
