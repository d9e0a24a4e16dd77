import type { Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PaperKind, PaperNeed } from '../../domain/papers.ts';
import { shanghaiDay } from '../../domain/shanghai-time.ts';

/** A paper of a project's pool. */
export interface PooledPaper {
  readonly paperNo: string;
  readonly kind: PaperKind;
  readonly givenAt: Instant;
  /** when a newer version replaced it, or it was withdrawn; null while it stands */
  readonly endedAt: Instant | null;
  /** the last day it is valid; null where it does not expire */
  readonly expiresDay: Day | null;
}

/** How a paper on a task's list stands, and by which paper of the pool. */
export type PaperStanding =
  | { readonly state: 'in' | 'expired'; readonly paperNo: string }
  | { readonly state: 'missing'; readonly paperNo: null };

/** Other kinds that do for a kind: one joint survey serves planning, land and property (三测合一). */
const alsoDoes: Readonly<Partial<Record<PaperKind, readonly PaperKind[]>>> = {
  'topographic-map': ['joint-survey'],
};

const serves = (paper: PooledPaper, kind: PaperKind): boolean =>
  paper.kind === kind || (alsoDoes[kind]?.includes(paper.kind) ?? false);

const standsAt = ({ givenAt, endedAt }: PooledPaper, at: Instant): boolean =>
  givenAt <= at && (endedAt === null || endedAt > at);

/** A paper is valid through its last day. */
export const isValidOn = (day: Day, { expiresDay }: Pick<PooledPaper, 'expiresDay'>): boolean =>
  expiresDay === null || expiresDay >= day;

/** The newest that serves it and is valid; else one that has expired; else it is missing. */
export function standingOf(kind: PaperKind, pool: readonly PooledPaper[], at: Instant): PaperStanding {
  const there = pool.filter((paper) => serves(paper, kind) && standsAt(paper, at));
  const newestFirst = there.toSorted((a, b) => b.givenAt - a.givenAt || (a.paperNo < b.paperNo ? 1 : -1));
  const today = shanghaiDay(at);
  const valid = newestFirst.find((paper) => isValidOn(today, paper));
  if (valid) return { state: 'in', paperNo: valid.paperNo };
  const [expired] = newestFirst;
  return expired ? { state: 'expired', paperNo: expired.paperNo } : { state: 'missing', paperNo: null };
}

/** The kinds of a list of which the pool has no valid paper at an instant, in the list's order. */
export const missingAt = (
  list: readonly PaperNeed[],
  pool: readonly PooledPaper[],
  at: Instant,
): PaperKind[] => list.map(({ kind }) => kind).filter((kind) => standingOf(kind, pool, at).state !== 'in');

interface Wanted {
  readonly kinds: readonly PaperKind[];
  /** when they were asked for or promised */
  readonly after: Instant;
  /** only papers given since then count: what was there before did not do */
  readonly isNew: boolean;
}

/** Since when all kinds that are waited for have been in together, as the pool stands at `now`; null while one is missing. */
export function allInSince(
  { kinds, after, isNew }: Wanted,
  pool: readonly PooledPaper[],
  now: Instant,
): Instant | null {
  const counted = pool.filter(({ givenAt }) => !isNew || givenAt >= after);
  const instants = [after, ...counted.map(({ givenAt }) => givenAt)].filter((at) => after <= at && at <= now);
  const areIn = (at: Instant) => kinds.every((kind) => standingOf(kind, counted, at).state === 'in');
  return instants.toSorted((a, b) => a - b).find(areIn) ?? null;
}
