import {
  untouchedAtCounter,
  type Acceptance,
  type Instant,
  type Outcome,
  type PaperPromise,
  type PlannedTask,
  type Step,
  type StepEvent,
  type Supplement,
} from '@doudi/workflows';
import {
  type ActRecord,
  arrivalFor,
  daysAsked,
  endOfDays,
  endOfStop,
  fiveOClock,
  grantedBy,
  isOf,
  lackingIn,
  promisedBefore,
  stopsOf,
} from './act-record.ts';
import { table, type Table } from './oracle.ts';
import { ledgerOf, type Told, type ToldTask } from './told-ledger.ts';

/**
 * The oracle of acts: what a step is once people have acted on it, derived from the accepted events alone, as its description reads.
 * It shares nothing with the rules.
 */

export interface ToldStep extends Told {
  /** as the other oracles read steps; what they do not look at is left untouched */
  readonly step: Step;
}

/** From where to where a task was open, and what was accepted of it meanwhile. */
interface Stretch extends Pick<ActRecord, 'openedAt' | 'events'> {
  readonly closedAt: Instant | null;
}

/** Accepted by what came first: an act, an opinion, the last paper of what was asked first, or silence. */
function acceptanceOf(
  planned: PlannedTask,
  { openedAt, closedAt, events }: Stretch,
  { now, days }: View,
): Acceptance | null {
  const { papers, budget } = planned;
  if (!papers) return null;
  /** on the strength of a promise, where a paper that is missing was promised */
  const howAt = (i: number, how: Acceptance['how']): Acceptance['how'] => {
    const promised = promisedBefore(events, i).flatMap(({ kinds }) => kinds);
    const rests = lackingIn(planned, events[i] as StepEvent).some((kind) => promised.includes(kind));
    return rests ? 'conditionally' : how;
  };
  const silentAt = endOfDays(openedAt, Math.min(5, budget), days);
  for (const [i, event] of events.entries()) {
    if (event.at >= silentAt) break;
    if (event.kind === 'accept-papers') return { how: howAt(i, 'by-department'), at: event.at };
    if (isOf('review', event) && event.opinion !== 'not-accept')
      return { how: howAt(i, 'by-opinion'), at: event.at };
    if (daysAsked(events, event) === null) continue;
    const supplied = events.slice(i + 1).find(({ kind }) => kind === 'supply');
    return supplied ? { how: 'by-last-paper', at: supplied.at } : null;
  }
  return silentAt <= (closedAt ?? now) ? { how: 'by-silence', at: silentAt } : null;
}

/** Only the first can come before acceptance, which then is the last paper's. */
function supplementsOf(
  events: readonly StepEvent[],
  papers: boolean,
  accepted: Acceptance | null,
): Supplement[] {
  const asked = events.filter((event) => daysAsked(events, event) !== null);
  return asked.map((event, i) => {
    const later = events.slice(events.indexOf(event) + 1);
    const isBefore = papers && i === 0 && (accepted === null || accepted.how === 'by-last-paper');
    return {
      askedAt: event.at,
      days: daysAsked(events, event) ?? 0,
      isAfterAcceptance: !isBefore,
      suppliedAt: later.find(({ kind }) => kind === 'supply')?.at ?? null,
    };
  });
}

interface View {
  readonly now: Instant;
  readonly days: Table;
}

interface Closing {
  readonly at: Instant;
  readonly outcome: Outcome | 'done';
}

/** How the open task ended: as its events say, or before that by a promise that was not kept. */
function closingOf(events: readonly StepEvent[], view: View): Closing | null {
  const decided = decisionOf(events, view);
  const broken = brokenAt(events, view);
  return broken !== null && (!decided || broken < decided.at) ? { at: broken, outcome: 'refused' } : decided;
}

/** 17:00 of the third working day after the day of the first promise that was not kept by then. */
function brokenAt(events: readonly StepEvent[], { now, days }: View): Instant | null {
  const limits = events.flatMap((event, i) => {
    if (!isOf('promise', event) || arrivalFor(events, i) !== null) return [];
    return [endOfDays(fiveOClock(event.day) - 1, 3, days)];
  });
  const first = Math.min(...limits);
  return first <= now ? first : null;
}

/** When a result was approved that had to wait for promised papers, and by which event. */
function withholding(events: readonly StepEvent[]): number | null {
  const found = events.findIndex((event) => isOf('check', event) && event.verdict === 'approve');
  return found >= 0 && promisedBefore(events, found).length > 0 ? found : null;
}

/** The event with which the last of the papers came that a withheld result waited for. */
function issuing(events: readonly StepEvent[], withheld: number): StepEvent | undefined {
  const arrivals = events.slice(0, withheld).flatMap((event, i) => {
    return isOf('promise', event) ? [arrivalFor(events, i) ?? Infinity] : [];
  });
  return events[Math.max(...arrivals)];
}

/** How the open task was decided, accepted from its agency, ended with its order, or not supplied in time. */
function decisionOf(events: readonly StepEvent[], { now, days }: View): Closing | null {
  const withheld = withholding(events);
  for (const [i, event] of events.entries()) {
    const asked = daysAsked(events, event);
    const limit = asked === null ? Infinity : endOfDays(event.at, asked, days);
    const next = events
      .slice(i + 1)
      .find(({ kind, at }) => kind === 'supply' || (kind === 'end' && at <= limit));
    if (limit <= now && !next) return { at: limit, outcome: 'not-supplied' };
    if (isOf('end', event)) return { at: event.at, outcome: event.outcome };
    if (isOf('commission', event) && event.state === 'accepted') return { at: event.at, outcome: 'done' };
    if (!isOf('check', event) || event.verdict === 'return') continue;
    if (i === withheld) {
      const issued = issuing(events, i);
      if (issued) return { at: issued.at, outcome: 'done' };
      continue;
    }
    const outcomes = { approve: 'done', refuse: 'refused', 'not-accept': 'not-accepted' } as const;
    return { at: event.at, outcome: outcomes[event.verdict] };
  }
  return null;
}

/** The step as the accepted events say it is at `now`. */
export function tellStep(record: ActRecord, now: Instant, days: Table = table): ToldStep {
  const events = record.events.filter(({ at }) => at <= now);
  const stops = stopsOf(events).filter(({ from }) => from <= now);
  const tasks: ToldTask[] = [];
  let closing: Closing | null = { at: record.openedAt, outcome: 'done' };
  for (const planned of record.planned.tasks) {
    if (closing?.outcome !== 'done') break;
    const mine = events.filter((event) => !('task' in event) || event.task === planned.code);
    const task = tellTask(planned, { openedAt: closing.at, events: mine }, { now, days });
    closing = closingOf(mine, { now, days });
    tasks.push(task);
  }
  const outcome = closing?.outcome === 'done' ? 'approved' : (closing?.outcome ?? null);
  const ended = { closedAt: closing?.at ?? null, outcome, now };
  return { tasks, stops, events, step: asStep(record, { tasks, stops, events }, ended) };
}

function tellTask(
  planned: PlannedTask,
  { openedAt, events }: Pick<ActRecord, 'openedAt' | 'events'>,
  view: View,
): ToldTask {
  const closedAt = closingOf(events, view)?.at ?? null;
  const acceptance = acceptanceOf(planned, { openedAt, closedAt, events }, view);
  const supplements = supplementsOf(events, planned.papers === true, acceptance);
  const extendedAt = events.find((event) => grantedBy(events, event)?.kind === 'extension')?.at ?? null;
  const withheld = withholding(events);
  const withheldAt = withheld === null ? null : (events[withheld]?.at ?? null);
  const promises = promisesOf(events, closedAt ?? view.now);
  return { planned, openedAt, closedAt, acceptance, supplements, extendedAt, promises, withheldAt };
}

/** What was promised: kept by what came after it, missed when its day ended before that. */
const promisesOf = (events: readonly StepEvent[], until: Instant): PaperPromise[] =>
  events.flatMap((event, i) => {
    if (!isOf('promise', event)) return [];
    const arrival = events[arrivalFor(events, i) ?? -1];
    const since = arrival && isOf('papers-arrived', arrival) ? arrival.since : Infinity;
    const end = fiveOClock(event.day);
    const missedAt = end <= until && end <= since ? end : null;
    return [
      { kinds: event.kinds, day: event.day, signedAt: event.at, missedAt, keptAt: arrival?.at ?? null },
    ];
  });

type Ended = Pick<Step, 'closedAt' | 'outcome'> & { readonly now: Instant };

function asStep({ planned, openedAt }: ActRecord, told: Told, { now, ...ended }: Ended): Step {
  const tasks = planned.tasks.map((task) => {
    const found = told.tasks.find((one) => one.planned.code === task.code);
    const { openedAt: opened = null, closedAt = null, promises = [] } = found ?? {};
    const about = { state: 'reviewing', reviewer: null, opinion: null } as const;
    return { ...task, ...untouchedAtCounter, ...about, promises, openedAt: opened, closedAt };
  });
  const end = ended.closedAt ?? now;
  const stops = told.stops.map((stop) => {
    const to = endOfStop(stop);
    return { from: stop.from, plannedEnd: fiveOClock(stop.lastDay) - 1, endedAt: to <= end ? to : null };
  });
  const events = told.events.length;
  return { code: planned.code, openedAt, ...ended, tasks, stops, events, ledger: ledgerOf(told, end) };
}
