import fc from 'fast-check';
import type { Day } from '../../domain/calendar.ts';
import { paperKinds, type PaperKind } from '../../domain/papers.ts';
import { taskCodes, tracks, type Track } from '../../domain/tracks-and-steps.ts';
import { wordsOf } from '../../domain/words.ts';
import { paperLists } from './paper-lists.ts';
import { allInSince, missingAt, standingOf, type PooledPaper } from './paper-standing.ts';
import { planFor } from './plan-for.ts';
import type { Plan } from '../../domain/plan.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const paper = (some: Partial<PooledPaper>): PooledPaper => ({
  ...{ paperNo: 'P1', kind: 'site-plan', givenAt: at('2026-03-02T10:00'), endedAt: null, expiresDay: null },
  ...some,
});

test.each([
  ['before it is given', '2026-03-02T09:59:59.999', 'missing'],
  ['from the instant it is given', '2026-03-02T10:00', 'in'],
  ['to the end of its last day', '2026-03-20T23:59:59.999', 'in'],
  ['on the day after', '2026-03-21T00:00', 'expired'],
])('a paper %s: at %s it is %s', (_, instant, state) => {
  const pool = [paper({ expiresDay: '2026-03-20' as Day })];
  expect(standingOf('site-plan', pool, at(instant)).state).toBe(state);
});

test('what was replaced or withdrawn counts no more from that instant on', () => {
  const pool = [paper({ endedAt: at('2026-03-05T10:00') })];
  expect(standingOf('site-plan', pool, at('2026-03-05T09:59'))).toEqual({ state: 'in', paperNo: 'P1' });
  expect(standingOf('site-plan', pool, at('2026-03-05T10:00'))).toEqual({ state: 'missing', paperNo: null });
});

test('of several that are valid the newest is meant, and an expired newer one hides none that is valid', () => {
  const older = paper({});
  const newer = paper({ paperNo: 'P2', givenAt: at('2026-03-03T10:00') });
  const expired = paper({ paperNo: 'P3', givenAt: at('2026-03-04T10:00'), expiresDay: '2026-03-05' as Day });
  const moment = at('2026-03-09T10:00');
  expect(standingOf('site-plan', [older, newer], moment)).toEqual({ state: 'in', paperNo: 'P2' });
  expect(standingOf('site-plan', [older, expired], moment)).toEqual({ state: 'in', paperNo: 'P1' });
  expect(standingOf('site-plan', [expired], moment)).toEqual({ state: 'expired', paperNo: 'P3' });
});

test('a joint survey does for the topographic map, and for nothing else', () => {
  const pool = [paper({ kind: 'joint-survey' })];
  const served = paperKinds.filter((kind) => standingOf(kind, pool, at('2026-03-09T10:00')).state === 'in');
  expect(served).toEqual(['topographic-map', 'joint-survey']);
});

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}` as Day);
const anyPool = fc.array(
  fc.record({
    paperNo: fc.constantFrom('P1', 'P2', 'P3'),
    kind: fc.constantFrom<PaperKind>('site-plan', 'scheme-text', 'topographic-map', 'joint-survey'),
    givenAt: day.map((one) => at(`${one}T09:00`)),
    endedAt: fc.option(day.map((one) => at(`${one}T12:00`))),
    expiresDay: fc.option(day),
  }),
  { maxLength: 6 },
);

/** Day by day, by another road: a kind is in on a day when some paper that serves it stands and has not run out. */
function isIn(kind: PaperKind, pool: readonly PooledPaper[], on: Day): boolean {
  const noon = at(`${on}T11:00`);
  let found = false;
  for (const one of pool) {
    const fits = one.kind === kind || (kind === 'topographic-map' && one.kind === 'joint-survey');
    const stands = one.givenAt <= noon && !(one.endedAt !== null && one.endedAt <= noon);
    const runs = one.expiresDay === null || Number(on.slice(8)) <= Number(one.expiresDay.slice(8));
    found ||= fits && stands && runs;
  }
  return found;
}

test('no valid paper is asked for again, and what is not asked for is there', () => {
  const list = (['site-plan', 'scheme-text', 'topographic-map'] as const).map((kind) => ({
    kind,
    isMain: true,
  }));
  fc.assert(
    fc.property(anyPool, day, (pool, on) => {
      const missing = missingAt(list, pool, at(`${on}T11:00`));
      for (const { kind } of list) expect(missing.includes(kind)).toBe(!isIn(kind, pool, on));
    }),
    { numRuns: 3_000 },
  );
});

test.each(tracks)('track %s has a list for each review in which papers are handed in, without a kind twice', (track: Track) => {
  const tasks = (planFor(track) as Plan).steps.flatMap((step) => step.tasks);
  for (const task of tasks) {
    const kinds = (task.paperList ?? []).map(({ kind }) => kind);
    expect([task.code, kinds.length > 0]).toEqual([task.code, task.papers === true]);
    expect(new Set(kinds).size).toBe(kinds.length);
  }
  expect(Object.keys(paperLists[track]).every((code) => taskCodes.some((one) => one === code))).toBe(true);
}); // prettier-ignore

test('only track 30 lets anybody commit himself instead, and only to a main paper', () => {
  const needs = tracks.flatMap((track) =>
    Object.values(paperLists[track]).flatMap((list) => list.map((need) => ({ track, ...need }))),
  );
  const committed = needs.filter(({ byCommitment }) => byCommitment);
  expect(committed.map(({ track, isMain }) => [track, isMain])).toEqual([
    ['30', true],
    ['30', true],
  ]);
});

test('every kind of paper has words of its own in both languages', () => {
  expect(new Set(paperKinds.map((kind) => wordsOf(kind).zh)).size).toBe(paperKinds.length);
});

const awaited = { kinds: ['site-plan', 'scheme-text'] as const, after: at('2026-03-03T10:00'), isNew: false };

test('papers that are waited for are in since the last of them came, or since they were waited for', () => {
  const [old, text] = [paper({}), paper({ kind: 'scheme-text', givenAt: at('2026-03-05T10:00') })];
  const now = at('2026-03-09T10:00');
  expect(allInSince(awaited, [old], now)).toBeNull();
  expect(allInSince(awaited, [old, text], now)).toBe(text.givenAt);
  expect(allInSince(awaited, [old, text], text.givenAt - 1)).toBeNull();
  expect(allInSince(awaited, [old, { ...text, givenAt: old.givenAt }], now)).toBe(awaited.after);
  expect(allInSince({ ...awaited, isNew: true }, [old, text], now)).toBeNull();
});

test('what was withdrawn before the others came does not count with them', () => {
  const withdrawn = paper({ endedAt: at('2026-03-04T10:00') });
  const text = paper({ kind: 'scheme-text', givenAt: at('2026-03-05T10:00') });
  expect(allInSince(awaited, [withdrawn, text], at('2026-03-09T10:00'))).toBeNull();
});
