import fc from 'fast-check';
import type { Day } from '../../domain/calendar.ts';
import { type Case, levelsOfCases } from '../../domain/case.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import type { CaseAct, CaseEvent } from './case-events.ts';
import { isPending } from './case-commitments.ts';
import { judgeCaseEvent, withCaseMarks } from './case-progress.ts';
import { openCase } from './open-case.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const zoneMs = 8 * hourMs;
const start = Date.parse('2017-06-01T00:00:00+08:00');

/** Shanghai's day of an instant, and whether people work on it, looked up day by day. */
const dayOf = (at: number) => new Date(at + zoneMs).toISOString().slice(0, 10) as Day;
function isWorking(day: Day): boolean {
  if (calendar.work.includes(day)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.off.includes(day);
}
const closing = (day: Day) => Date.parse(`${day}T17:00:00+08:00`);

/** The office day of an instant, and 17:00 of the n-th working day after it: a walk from one day to the next. */
function endAfter(at: number, days: number): number {
  let [day, left] = [dayOf(at), days];
  if (at >= closing(day)) day = dayOf(closing(day) + dayMs);
  while (!isWorking(day)) day = dayOf(closing(day) + dayMs);
  for (; left > 0; left--) do day = dayOf(closing(day) + dayMs);
    while (!isWorking(day)); // prettier-ignore
  return closing(day);
}

const limits = [0, 3, 5, 10];

/** The level of a case that nobody answers, walked from one limit to the next. */
function levelByWalking(opened: number, first: number, requiredBy: number | null, now: number): string {
  let [level, since] = [first, opened];
  while (level < 4) {
    const limit = endAfter(since, limits[level] ?? 0);
    const ends = requiredBy !== null && requiredBy > since ? Math.min(limit, requiredBy) : limit;
    if (ends > now) break;
    [level, since] = [level + 1, ends];
  }
  return `L${level}`;
}

const anInstant = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => start + minutes * 60_000);

test('a case that nobody answers stands at the level that a walk from limit to limit finds', () => {
  const ways = fc.constantFrom('counter' as const, 'timeout' as const);
  const span = fc.integer({ min: 0, max: 60 * 24 * 60 }).map((minutes) => minutes * 60_000);
  fc.assert(
    fc.property(anInstant, ways, fc.option(span), span, (openedAt, way, wanted, later) => {
      const requiredBy = wanted === null ? null : openedAt + wanted;
      const one = openCase({ openedAt, way, cause: 'other', requiredBy });
      const first = way === 'counter' ? 0 : 1;
      const now = openedAt + later;
      expect(withCaseMarks(calendar, one, now).level).toBe(levelByWalking(openedAt, first, requiredBy, now));
    }),
    { numRuns: 2_000 },
  );
});

const someone = fc.constantFrom('p-1', 'p-2', 'p-3');
const promised = fc.record({
  party: fc.constantFrom('NRP' as const, 'EEB' as const),
  deed: fc.constantFrom('do' as const, 'decide-task' as const),
  task: fc.constant('planning-conditions' as const),
  hours: fc.integer({ min: 1, max: 200 }),
});
const outcomes = fc.constantFrom(
  ...([
    'settled-by-coordination',
    'settled-conditionally',
    'cannot-by-law',
    'out-of-scope',
    'withdrawn',
  ] as const),
);
const act: fc.Arbitrary<CaseAct> = fc.oneof(
  fc.record({ kind: fc.constant('act' as const), action: fc.constantFrom('called' as const, 'noted' as const) }),
  fc.record({ kind: fc.constant('raise' as const) }),
  promised.map((one) => ({ kind: 'set-commitment' as const, ...one })),
  fc.record({ no: fc.integer({ min: 1, max: 12 }), party: fc.constantFrom('NRP' as const, 'EEB' as const) }).map((one) => ({ kind: 'fulfil' as const, ...one })),
  outcomes.map((outcome) => ({ kind: 'close' as const, outcome })),
  promised.map((commitment) => ({ kind: 'close' as const, outcome: 'settled-conditionally' as const, commitment })),
  fc.boolean().map((agrees) => ({ kind: 'confirm' as const, agrees })),
  fc.constantFrom('satisfied' as const, 'not-satisfied' as const, 'not-reached' as const).map((result) => ({ kind: 'call-back' as const, result })),
); // prettier-ignore
const signal = fc.oneof(
  fc.constant({
    kind: 'cause' as const,
    cause: 'task-overrun' as const,
    task: 'planning-conditions' as const,
  }),
  fc.constant({ kind: 'cause' as const, cause: 'step-red' as const, task: null }),
  fc.constant({ kind: 'decided' as const, task: 'planning-conditions' as const }),
  fc.constant({ kind: 'decided' as const, task: null }),
);
const happening = fc.record({
  what: fc.oneof({ arbitrary: act, weight: 4 }, { arbitrary: signal, weight: 1 }),
  by: someone,
  afterHours: fc.integer({ min: 0, max: 60 }),
});

type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

/** Everything a case was, from its opening on. */
function livesOf(happenings: readonly Happening[]): {
  states: Case[];
  events: CaseEvent[];
} {
  let at = start + 10 * hourMs;
  const opened = openCase({
    openedAt: at,
    way: 'timeout',
    cause: 'timeout',
    orderNo: 'O1',
    step: 'planning',
    lead: 'NRP',
  });
  const [states, events]: [Case[], CaseEvent[]] = [[opened], []];
  for (const { what, by, afterHours } of happenings) {
    at += afterHours * hourMs;
    const event = { ...what, by, at } as CaseEvent;
    const next = judgeCaseEvent(calendar, states.at(-1) ?? opened, event);
    if (isRefusal(next)) continue;
    states.push(next);
    events.push(event);
  }
  return { states, events };
}

const rank = ({ level }: Case) => levelsOfCases.indexOf(level);

/** What must hold of every case, whatever happened to it. */
function expectSound(one: Case): void {
  const isAnswered = one.state !== 'open' && one.state !== 'confirming';
  expect(one.outcome === null).toBe(one.state === 'open');
  expect(one.answeredAt !== null).toBe(isAnswered);
  expect(one.closedAt !== null).toBe(one.state === 'closed');
  expect(one.callBack !== null && one.callBack.result === null).toBe(one.state === 'calling-back');
  const isLate = one.matters.some(({ decidedAt }) => decidedAt === null);
  // what is late is answered only on a commitment, or by what came after the answer
  if (isAnswered && isLate) expect(one.outcome).toBe('settled-conditionally');
  if (one.state === 'committed') expect(one.commitments.some(isPending)).toBe(true);
  if (one.state === 'closed')
    expect(one.commitments.every(({ keptAt, brokenAt }) => keptAt ?? brokenAt)).toBe(true);
  for (const { keptAt, brokenAt, dueAt } of one.commitments) {
    expect(keptAt !== null && brokenAt !== null).toBe(false);
    if (keptAt !== null) expect(keptAt).toBeLessThanOrEqual(dueAt);
  }
}

test('whatever happens, a case is sound, never falls a level, and counts every event', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
      const { states } = livesOf(happenings);
      states.forEach(expectSound);
      states.slice(1).forEach((after, index) => {
        const before = states[index] ?? after;
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
        expect(after.events).toBeGreaterThan(before.events);
        expect(after.changedAt).toBeGreaterThanOrEqual(before.changedAt);
        expect(after.failed.length).toBeGreaterThanOrEqual(before.failed.length);
      });
    }),
    { numRuns: 1_500 },
  );
});

test('looking at a case in between changes nothing of what it comes to', () => {
  const gaps = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }));
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 12 }), gaps, (happenings, [first, second]) => {
      const last = livesOf(happenings).states.at(-1);
      if (!last) return;
      const [soon, late] = [last.changedAt + first * hourMs, last.changedAt + (first + second) * hourMs];
      const looked = withCaseMarks(calendar, withCaseMarks(calendar, last, soon), late);
      expect(looked).toEqual(withCaseMarks(calendar, last, late));
    }),
    { numRuns: 1_000 },
  );
});
