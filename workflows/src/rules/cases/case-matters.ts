import type { Case } from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import { afterDecision, isUndecided } from './case-commitments.ts';
import { isUnanswered } from './case-clock.ts';
import { ended, reopened, unlessCommitted } from './case-endings.ts';
import type { CaseNext, CaseSignals } from './case-events.ts';
import { raised } from './case-levels.ts';

type Stamped<T> = T & { readonly at: Instant };

/**
 * A lateness the case is about: the first opens it, a later one annotates it. Its step's red light raises a case that a task's lateness
 * had opened; what is late after an answer opens the case again.
 */
export function takeCause(
  one: Case,
  next: Case,
  { cause, task, at }: Stamped<CaseSignals['cause']>,
): CaseNext {
  if (isKnown(one, { cause, task, at })) return { refused: 'nothing-changes' };
  const matters = [...next.matters, { cause, task, at, decidedAt: null }];
  const told = { ...next, matters };
  if (!isUnanswered(one)) return atLevel(reopened(told), at);
  return cause === 'step-red' && one.matters.length > 0 ? raised(told, at) : told;
}

/** Of one lateness the case hears once, until it was taken back; of the same instant it is the same, also when it was decided since. */
const isKnown = ({ matters }: Case, { cause, task, at }: CaseSignals['cause']): boolean =>
  matters.some(
    (one) => one.cause === cause && one.task === task && (one.decidedAt === null || one.at === at),
  );

/** Its clock begins anew at the level it had. */
const atLevel = (one: Case, at: Instant): Case => ({ ...one, levelSince: at });

/**
 * A task was decided, or with the step all of them: what was promised of them is kept, and an answer can be true. It is heard of by the
 * signal of the step, or by being asked for; the second time nothing changes.
 */
export function takeDecision(one: Case, next: Case, { task, at }: Stamped<CaseSignals['decided']>): CaseNext {
  const isDecided = (of: string | null) => task === null || of === task;
  const matters = next.matters.map((one) =>
    isUndecided(one) && isDecided(one.task) ? { ...one, decidedAt: at } : one,
  );
  const stepClosedAt = one.stepClosedAt ?? (task === null && one.step !== null ? at : null);
  const commitments = afterDecision(next.commitments, isDecided, at);
  const isHeard =
    stepClosedAt === one.stepClosedAt &&
    matters.every((matter, place) => matter === one.matters[place]) &&
    commitments.every((commitment, place) => commitment === one.commitments[place]);
  if (isHeard) return { refused: 'nothing-changes' };
  return unlessCommitted({ ...next, matters, commitments, stepClosedAt }, at);
}

/** By a newer calendar it was never late: a case that came of nothing else is over. */
export function takeUndone(next: Case, { cause, task, at }: Stamped<CaseSignals['undone']>): Case {
  const matters = next.matters.filter((one) => one.cause !== cause || one.task !== task);
  const left = { ...next, matters };
  return matters.length > 0 || next.way !== 'timeout' ? left : ended(left, 'no-longer-due', at);
}
