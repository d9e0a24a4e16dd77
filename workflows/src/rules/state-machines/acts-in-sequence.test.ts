import fc from 'fast-check';
import { isAllowed } from '@doudi/testing/clock/act-law';
import type { PlayedStep } from '@doudi/testing/clock/played-acts';
import { hasRole } from '@doudi/testing/clock/act-people';
import { actRuns, anyActs } from '@doudi/testing/clock/random-acts';
import { playActs, type Tried } from '@doudi/testing/clock/tried-acts';
import { anyCounted } from '@doudi/testing/clock/random-calendars';
import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import { isRefusal, type Refusal, type StepRefusal } from '../../domain/refusal.ts';
import type { Step, Task } from '../../domain/step.ts';
import { isAskedFirst, nextDueMark } from './due-marks.ts';
import { judgeStepEvent, promiseDays } from './judge-step-event.ts';
import { committable, promisable } from './paper-promises.ts';
import { type StepAction, stepActions } from './step-actions.ts';
import { bucketOf, openStep, openTaskOf, type StepEvent, stepProgress } from './step-progress.ts';

/** What each refusal says beside its code, where the code alone does not tell what would be right. */
const details = {
  'step-closed': ['outcome'], 'no-such-task': [], 'task-not-open': [], 'task-done': [], 'other-kind-of-task': [],
  'other-department': ['department'], 'waits-for-check': [], 'waits-for-review': [], 'same-person': [],
  'accepted-already': [], 'acceptance-open': [], 'leave-needed': [], 'papers-missing': ['missing'], 'not-to-promise': ['possible'],
  'not-to-commit': ['possible'], 'promise-barred': ['since'], 'promise-out-of-range': ['earliest', 'latest'], 'nothing-promised': [], 'result-withheld': [], 'waits-for-supplement': [],
  'no-supplement-asked': [], 'request-pending': ['no'], 'no-such-request': [], 'other-authority': ['needs'], stopped: ['until'],
  'no-stop-runs': [], 'end-has-passed': ['lastDay'], 'not-extendable': [], 'extended-already': [],
  'not-consulted': ['consulted'], 'opinion-given': [], 'too-late': ['until'],
} as const satisfies Record<StepRefusal, readonly string[]>; // prettier-ignore

const seen = new Set<string>();

function expectTyped({ refused, ...rest }: Refusal): void {
  if (!seen.has(refused)) expect(Object.keys(details)).toContain(refused);
  seen.add(refused);
  const expected: readonly string[] = details[refused as StepRefusal];
  if (Object.keys(rest).length + expected.length > 0) expect(Object.keys(rest)).toEqual(expected);
  expect(Object.values(rest).includes(undefined)).toBe(false);
}

const isInOrder = (numbers: readonly number[]): boolean =>
  numbers.every((one, i) => one >= (numbers[i - 1] ?? -Infinity));
const areDifferent = (all: readonly unknown[]): boolean => new Set(all).size === all.length;

/** What a step must be, whatever was done to it; false names what it is not. */
function soundness({ closedAt, outcome, tasks, ledger, stops }: Step) {
  const open = tasks.filter((task) => task.openedAt !== null && task.closedAt === null);
  const last = ledger.at(-1);
  return {
    oneTaskIsOpenUntilItCloses: open.length === (closedAt === null ? 1 : 0) && (outcome === null) === (closedAt === null),
    linesAreInOrder: isInOrder(ledger.map(({ at }) => at)) && areDifferent(ledger.map(({ event }) => event)),
    lastLineIsInForce: open.every((task) => last?.task === task.code && last.bucket === bucketOf(stops, task)),
    stopsEndAsPlannedOrEarlier: stops.every(({ from, endedAt, plannedEnd }) => endedAt === null || (from <= endedAt && endedAt <= plannedEnd)),
    tasks: Object.assign({}, ...open.map(soundnessOfTask)) as object,
  };
} // prettier-ignore

function soundnessOfTask({ state, reviewer, opinion, supplements, requests, opinions, consults, ...task }: Task) {
  const awaited = supplements.filter(({ suppliedAt }) => suppliedAt === null);
  const isChecked = state === 'checking' || state === 'withheld';
  const promised = (task.promises ?? []).filter(({ keptAt }) => keptAt === null).flatMap(({ kinds }) => kinds);
  return {
    awaitsOnlyTheLastSupplement: awaited.length === (state === 'supplementing' ? 1 : 0) && awaited.every((one) => one === supplements.at(-1)),
    opinionWaitsForItsCheck: (reviewer !== null) === isChecked && (opinion !== null) === isChecked,
    laterSupplementsComeAfterAcceptance: supplements.slice(1).every(({ isAfterAcceptance }) => isAfterAcceptance),
    oneRequestOfAKind: areDifferent(requests.map(({ kind }) => kind)),
    oneOpinionOfThoseAsked: areDifferent(opinions.map(({ department }) => department)) && opinions.every(({ department }) => consults?.departments.includes(department)),
    extendedAsPlanned: task.extension === null || task.extension.days === task.extendableBy,
    withheldWhilePromised: state !== 'withheld' || (promised.length > 0 && task.acceptance !== null),
    promisedOnce: areDifferent(promised) && promised.every((kind) => task.paperList?.some((need) => need.kind === kind && !need.isMain)),
    acceptedOnPapers: task.papers === true || task.acceptance === null,
  };
} // prettier-ignore

const sound = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).every(sound) : value === true;

function expectSound(step: Step): void {
  const found = soundness(step);
  if (!sound(found)) expect({ ...found, step }).toBe('sound');
}

test('no act leads to an illegal state, and whatever is refused names its reason and what would be right', () => {
  fc.assert(
    fc.property(anyActs, anyCounted, (drawn, { calendar }) => {
      const { acted } = playActs(calendar, drawn, ({ answer }) => {
        if (isRefusal(answer)) expectTyped(answer);
        else expectSound(answer);
      });
      for (const { step } of acted.played()) expectSound(step);
    }),
    actRuns,
  );
  // the rarest three need more luck than a short run has
  expect(seen.size).toBeGreaterThanOrEqual(Object.keys(details).length - 5);
}); // prettier-ignore

/** Compares without the cost of a matcher where there is nothing to say. */
function expectSame(what: object, actual: boolean, expected: boolean): void {
  if (actual !== expected) expect({ ...what, answer: actual }).toEqual({ ...what, answer: expected });
}

test('an act is accepted exactly when the description of the acts allows it', () => {
  fc.assert(
    fc.property(anyActs, anyCounted, (drawn, { calendar, table }) => {
      playActs(calendar, drawn, ({ before, event, answer }) => {
        if (event.kind === 'commission') return;
        expectSame({ event, answer }, !isRefusal(answer), isAllowed(before, event, table));
      });
    }),
    actRuns,
  );
}); // prettier-ignore

/** What an event is called where actions are listed. */
function actionOf(event: StepEvent): Pick<StepAction, 'action'> & { request?: number } {
  const opinions = { approve: 'recommend-approval', refuse: 'recommend-refusal', 'not-accept': 'recommend-not-accepting' };
  if (event.kind === 'review') return { action: opinions[event.opinion] };
  if (event.kind === 'check') return { action: event.verdict };
  if (event.kind === 'request') return { action: `request-${event.request.kind}` };
  if (event.kind === 'decide-request') return { action: event.verdict, request: event.no };
  return { action: event.kind };
} // prettier-ignore

const isListed = (listed: readonly StepAction[], event: StepEvent): boolean => {
  const wanted = actionOf(event);
  return listed.some(
    ({ action, request, task }) => action === wanted.action && request === wanted.request && 'task' in event && task === event.task,
  );
}; // prettier-ignore

/** What was known as it was tried. */
const knownTo = (event: StepEvent) => ({
  missing: 'missing' in event ? (event.missing ?? []) : [],
  barredSince: 'barredSince' in event ? event.barredSince : null,
});

/** An event that does what is listed. */
function eventFor(
  { action, kind, task, request }: StepAction,
  { person, event, before, now }: Tried,
  at: Instant,
  calendar: Calendar,
): StepEvent {
  const fields: Record<string, object> = {
    'recommend-approval': { opinion: 'approve' },
    'recommend-refusal': { opinion: 'refuse' },
    'recommend-not-accepting': { opinion: 'not-accept' },
    'ask-supplement': { days: 10 },
    'request-supplement': { request: { kind: 'supplement', days: 10 } },
    'request-stop': { request: { kind: 'stop', reason: 'hearing', lastDay: '2200-01-01' } },
    'request-extension': { request: { kind: 'extension' } },
    opine: { opinion: 'objection' },
    announce: { from: '2026-01-05', to: '2026-01-09' },
  };
  const by = { subject: person.subject, ...(person.department && { department: person.department }) };
  const pending = before.step.tasks.flatMap(({ requests }) => requests).find(({ no }) => no === request);
  const open = openTaskOf(before.step);
  const { missing } = knownTo(event);
  if (open && kind === 'promise') {
    const { latest } = promiseDays(calendar, before.step, open, now);
    fields['promise'] = { kinds: promisable(open, missing), day: latest };
  }
  if (open && kind === 'commit') fields['commit'] = { kinds: committable(open, missing) };
  const as = pending?.kind === 'extension' ? 'head' : 'supervisor';
  const decided = kind === 'decide-request' ? { no: request, verdict: action, as } : { verdict: action };
  return { ...event, ...decided, ...fields[action], kind, task, by, at } as StepEvent;
}

/** What would lapse by then is not asked about. */
const hasLapsed = (calendar: Calendar, step: Step, by: Instant): boolean => {
  const mark = nextDueMark(calendar, step);
  if (!mark || mark.at > by || isAskedFirst(mark)) return mark !== null && mark.at <= by;
  const next = stepProgress(step, { ...mark, by: { subject: 'clock' } });
  return !isRefusal(next) && hasLapsed(calendar, next, by);
};

/** How long an extension can be requested is not known while its limit is paused. */
const isOpenEnded = ({ action, until }: StepAction): boolean =>
  until === null && (action === 'request-extension' || action === 'grant');

/** What is listed is accepted now, and for as long as it says. */
function expectAccepted(listed: readonly StepAction[], tried: Tried, calendar: Calendar): void {
  const { before, now, drawn } = tried;
  const timing = { calendar, planned: before.planned };
  for (const action of listed) {
    const later = now + drawn.lateBy * 3;
    const ends = drawn.isLooking && !isOpenEnded(action) ? [later, (action.until ?? later) - 1, action.until ?? later] : [];
    for (const at of [now, ...ends].filter((one) => one >= now && !hasLapsed(calendar, before.step, one))) {
      const answer = judgeStepEvent(timing, before.step, eventFor(action, tried, at, calendar));
      expectSame({ action, at, refusal: answer }, !isRefusal(answer), action.until === null || at < action.until);
    }
  }
} // prettier-ignore

/** Refusals of what could be done, had it been said otherwise. */
const badlySaid: readonly string[] = [
  'end-has-passed',
  'other-authority',
  'not-to-promise',
  'not-to-commit',
  'promise-out-of-range',
];

test('what is listed for a person is accepted of him for as long as it says, and what is accepted was listed', () => {
  fc.assert(
    fc.property(anyActs, anyCounted, (drawn, { calendar }) => {
      playActs(calendar, drawn, (tried) => {
        const { before, event, person, now, answer } = tried;
        if (event.kind === 'commission' || event.at !== now) return;
        const listed = stepActions(
          { calendar, planned: before.planned },
          before.step,
          person,
          now,
          knownTo(event),
        );
        const isHis = hasRole(person, event);
        const isBadlySaid = isRefusal(answer) && badlySaid.includes(answer.refused);
        if (!isBadlySaid) expectSame({ event, listed }, isListed(listed, event), isHis && !isRefusal(answer));
        expectAccepted(listed, tried, calendar);
      });
    }),
    actRuns,
  );
});

/** The same events again, the clock's among them or left to be noticed late. */
function replayed(calendar: Calendar, { planned, openedAt, events, all }: PlayedStep, now: Instant): [Step, Step] {
  const take = (step: Step, next: Step | Refusal): Step => (isRefusal(next) ? step : next);
  const whole = all.reduce((step, event) => take(step, stepProgress(step, event)), openStep(planned, openedAt));
  const timing = { calendar, planned };
  let late = events.reduce((step, event) => take(step, judgeStepEvent(timing, step, event)), openStep(planned, openedAt));
  for (let mark = nextDueMark(calendar, late); mark && mark.at <= now; mark = nextDueMark(calendar, late))
    late = take(late, stepProgress(late, { ...mark, by: { subject: 'clock' } }));
  return [whole, late];
} // prettier-ignore

test('the accepted events make the same step again, and what the clock does is the same however late it is noticed', () => {
  fc.assert(
    fc.property(anyActs, anyCounted, (drawn, { calendar }) => {
      const { acted, now } = playActs(calendar, drawn, () => undefined);
      for (const one of acted.played()) for (const step of replayed(calendar, one, now)) expect(step).toEqual(one.step);
    }),
    actRuns,
  );
}); // prettier-ignore
