import fc from 'fast-check';
import { agencyEventKinds, type Agency, type AgencyEventKind } from '../../domain/agency.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { shippedCalendar } from '../../domain/shipped-calendar.ts';
import { agencyActions } from './agency-acts.ts';
import { agencyAsOf, agencyMark, agencyStanding, newAgency } from './agency-standing.ts';
import { hiringRefusal } from './hiring.ts';
import { appliedAt, on } from './test-agency.ts';

// The oracle is written from the text alone, the days by counting them one by one; it shares nothing with the rule.
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const dayIn = (at: number) => new Date(at + 8 * hourMs).toISOString().slice(0, 10);
const midnight = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
const isWorked = (day: string) => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  if ((shippedCalendar.work as readonly string[]).includes(day)) return true;
  if ((shippedCalendar.off as readonly string[]).includes(day)) return false;
  return weekday !== 0 && weekday !== 6;
};
const nextDay = (day: string) => dayIn(midnight(day) + dayMs);

/** 17:00 of the n-th working day after the office day of an instant. */
function closing(at: number, n: number): number {
  let day = dayIn(at);
  if (at >= midnight(day) + 17 * hourMs || !isWorked(day)) {
    do day = nextDay(day);
    while (!isWorked(day));
  }
  for (let left = n; left > 0;) {
    day = nextDay(day);
    if (isWorked(day)) left -= 1;
  }
  return midnight(day) + 17 * hourMs;
}

/** The end of the day of the same number, or of the last of a shorter month. */
function monthsOn(at: number, months: number): number {
  const [year, month, date] = dayIn(at).split('-').map(Number) as [number, number, number];
  const pad = (n: number) => String(n).padStart(2, '0');
  const [y, m] = [year + Math.floor((month - 1 + months) / 12), ((month - 1 + months) % 12) + 1];
  for (let d = date; ; d -= 1) {
    const day = `${y}-${pad(m)}-${pad(d)}`;
    if (!Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && new Date(`${day}T00:00:00Z`).getUTCDate() === d)
      return midnight(day) + dayMs;
  }
}

interface Told {
  phase: 'applied' | 'returned' | 'refused' | 'notice' | 'in' | 'out';
  warned: boolean;
  noticeEnd: number;
  open: number;
  /** until when it is suspended; undefined: it is not */
  until: number | undefined;
  repair: 'none' | 'wanted' | 'handed' | 'good';
  barred: number;
  last: number;
}

const fresh = (): Told => ({
  ...{ phase: 'applied', warned: false, noticeEnd: 0, open: 0, until: undefined, repair: 'none' },
  ...{ barred: 0, last: appliedAt },
});

/** What time has brought by an instant. */
function passed(told: Told, now: number): Told {
  if (told.phase === 'notice' && told.open === 0 && now >= told.noticeEnd)
    return { ...told, phase: 'in', last: Math.max(told.noticeEnd, told.last) };
  if (told.until !== undefined && told.repair === 'good' && now >= told.until)
    return { ...told, until: undefined, repair: 'none', last: Math.max(told.until, told.last) };
  return told;
}

/** One thing that happens; undefined: it may not. */
function happened(before: Told, kind: AgencyEventKind, now: number, months: number): Told | undefined {
  const told = passed(before, now);
  const at = Math.max(now, told.last);
  const { phase, until, repair, open } = told;
  const isIn = phase === 'in';
  const isSuspended = isIn && until !== undefined;
  const made = (change: Partial<Told>): Told => ({ ...told, last: at, ...change });
  const rules: Record<AgencyEventKind, () => Told | undefined> = {
    apply: () =>
      phase === 'returned' || phase === 'refused' || (phase === 'out' && now >= told.barred)
        ? made({ phase: 'applied' })
        : undefined,
    approve: () =>
      phase === 'applied' ? made({ phase: 'notice', noticeEnd: closing(at, 3), warned: false }) : undefined,
    return: () => (phase === 'applied' ? made({ phase: 'returned' }) : undefined),
    refuse: () => (phase === 'applied' ? made({ phase: 'refused' }) : undefined),
    object: () => (phase === 'notice' && now < told.noticeEnd ? made({ open: open + 1 }) : undefined),
    uphold: () => (phase === 'notice' && open > 0 ? made({ phase: 'refused', open: 0 }) : undefined),
    overrule: () => (phase === 'notice' && open > 0 ? made({ open: open - 1 }) : undefined),
    list: () => undefined,
    warn: () => (isIn && !isSuspended ? made({ warned: true }) : undefined),
    suspend: () =>
      isIn
        ? made({ until: Math.max(until ?? 0, monthsOn(at, months)), repair: 'none', warned: false })
        : undefined,
    'want-repair': () => (isSuspended && repair === 'none' ? made({ repair: 'wanted' }) : undefined),
    'hand-in-repair': () =>
      isSuspended && (repair === 'none' || repair === 'wanted') ? made({ repair: 'handed' }) : undefined,
    'accept-repair': () => (isSuspended && repair === 'handed' ? made({ repair: 'good' }) : undefined),
    'return-repair': () => (isSuspended && repair === 'handed' ? made({ repair: 'wanted' }) : undefined),
    restore: () =>
      isSuspended || (isIn && told.warned)
        ? made({ until: undefined, repair: 'none', warned: false })
        : undefined,
    delist: () =>
      isIn
        ? made({ phase: 'out', until: undefined, repair: 'none', warned: false, barred: monthsOn(at, 12) })
        : undefined,
    'ask-qualification': () => (isIn ? told : undefined),
    'grant-qualification': () => (isIn ? told : undefined),
    'refuse-qualification': () => (isIn ? told : undefined),
    'expire-qualification': () => (isIn ? told : undefined),
  };
  return rules[kind]();
}

function stateOf({ phase, warned, until, repair }: Told): Agency['state'] {
  if (phase === 'notice') return 'on-notice';
  if (phase === 'out') return 'delisted';
  if (phase !== 'in') return phase;
  if (until !== undefined) return repair === 'wanted' || repair === 'handed' ? 'repairing' : 'suspended';
  return warned ? 'warned' : 'listed';
}

// what only the market does follows from the time
const kinds = agencyEventKinds.filter((kind) => kind !== 'list');
const aStep = fc.record({
  kind: fc.constantFrom(...kinds),
  afterMs: fc.oneof(
    fc.integer({ min: 0, max: 3 * hourMs }),
    fc.integer({ min: 0, max: 5 * dayMs }),
    fc.integer({ min: 0, max: 400 * dayMs }),
  ),
  months: fc.integer({ min: 1, max: 6 }),
});
const someSteps = fc.array(aStep, { minLength: 1, maxLength: 40 });
const manySteps = fc.array(aStep, { minLength: 20, maxLength: 40 });

const sides = ['agency', 'supervisor', 'anyone', 'market'] as const;

test('the rule accepts what the text allows, and leads where it says, at every instant', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(manySteps, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (steps, picks) => {
      let [agency, told, now] = [newAgency(shippedCalendar, appliedAt), fresh(), appliedAt];
      for (const [i, { kind: random, afterMs, months }] of steps.entries()) {
        now += afterMs;
        const asOf = agencyAsOf(agency, now);
        told = passed(told, now);
        expect([asOf.state, asOf.changedAt]).toEqual([stateOf(told), told.last]);
        const open = sides.flatMap((side) => agencyActions(asOf, side, now).map(({ kind }) => kind));
        const allowed = kinds.filter((kind) => happened(told, kind, now, months));
        expect(open.filter((kind) => kind !== 'list').sort()).toEqual([...allowed].sort());
        // three of four steps are ones that are open, or runs would rarely come far
        const kind = i % 4 > 0 && allowed.length > 0 ? allowed[picks[i]! % allowed.length]! : random;
        const next = on(agency, { kind, at: now, months });
        const expected = happened(told, kind, now, months);
        expect([kind, isRefusal(next)]).toEqual([kind, expected === undefined]);
        if (isRefusal(next) || !expected) continue;
        [agency, told] = [next, expected];
        const what = `${kind} ${agency.state}`;
        seen.set(what, (seen.get(what) ?? 0) + 1);
      }
    }),
    { numRuns: 500 },
  );
  expect([...seen.keys()]).toEqual(
    expect.arrayContaining(['delist delisted', 'accept-repair suspended', 'uphold refused']),
  );
});

test('what time brings is the same written or derived, and comes once', () => {
  fc.assert(
    fc.property(someSteps, (steps) => {
      let [agency, now] = [newAgency(shippedCalendar, appliedAt), appliedAt];
      for (const { kind, afterMs, months } of steps) {
        now += afterMs;
        const mark = agencyMark(agency);
        if (mark && mark.at <= now) {
          const written = agencyStanding(shippedCalendar, agency, mark);
          expect(written).toEqual(agencyAsOf(agency, now));
          expect(agencyMark(written as Agency)).toBeNull();
        }
        const next = on(agency, { kind, at: now, months });
        if (!isRefusal(next)) agency = next;
      }
    }),
    { numRuns: 300 },
  );
});

test('only listed and warned agencies are hired', () => {
  const qualifications = [{ category: 'DSN', certificateNo: '1', validThrough: null }] as const;
  fc.assert(
    fc.property(someSteps, (steps) => {
      let [agency, told, now] = [newAgency(shippedCalendar, appliedAt), fresh(), appliedAt];
      for (const { kind, afterMs, months } of steps) {
        now += afterMs;
        const next = on(agency, { kind, at: now, months });
        if (!isRefusal(next)) [agency, told] = [next, happened(told, kind, now, months)!];
        const { phase, until } = passed(told, now);
        const isHired = hiringRefusal({ agency, qualifications }, 'DSN', now) === undefined;
        expect(isHired).toBe(phase === 'in' && until === undefined);
      }
    }),
    { numRuns: 300 },
  );
});
