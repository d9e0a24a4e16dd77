import type { Stop } from '../../domain/ledger.ts';
import type { PaperKind } from '../../domain/papers.ts';
import type { StepRefusal } from '../../domain/refusal.ts';
import type { Actor, Task, TaskState } from '../../domain/step.ts';
import { isCommitted, isPromised } from './paper-promises.ts';
import type { ActedBy, Judged, ReviewTask } from './review-events.ts';

/** Whether the department still has to accept the applicant's papers. */
export const isToAccept = ({ papers, acceptance, supplements }: Task): boolean =>
  papers === true && acceptance === null && !supplements.some(({ suppliedAt }) => suppliedAt === null);

interface Missing {
  readonly missing?: readonly PaperKind[];
}

/** The kinds of the task's list that are missing. */
export const lackingOf = ({ paperList = [] }: Task, { missing = [] }: Missing): PaperKind[] =>
  paperList.map(({ kind }) => kind).filter((kind) => missing.includes(kind));

/** Bars what takes the papers as complete, while a kind of the task's list is missing that is neither promised nor committed to. */
export function papersAreMissing(task: Task, event: Missing): Judged {
  const isAnswered = (kind: PaperKind) => isPromised(task, kind) || isCommitted(task, kind);
  const missing = lackingOf(task, event).filter((kind) => !isAnswered(kind));
  return missing.length > 0 ? { refused: 'papers-missing', missing } : undefined;
}

export const isRunning = ({ endedAt }: Stop): boolean => endedAt === null;

export function otherActor(by: ActedBy, task: ReviewTask, { department }: Actor): Judged {
  if ((by === 'reviewer' || by === 'checker') && department !== task.department)
    return { refused: 'other-department', department: task.department };
  const consulted: readonly string[] = task.consults?.departments ?? [];
  if (by === 'consulted' && !consulted.includes(department ?? ''))
    return { refused: 'not-consulted', consulted };
  return undefined;
}

const waits: Partial<Record<TaskState, StepRefusal>> = {
  reviewing: 'waits-for-review',
  checking: 'waits-for-check',
  supplementing: 'waits-for-supplement',
  withheld: 'result-withheld',
};

export function elsewhere(states: readonly TaskState[], { state }: ReviewTask): Judged {
  if (states.includes(state)) return undefined;
  const isSupply = states.length === 1 && states[0] === 'supplementing';
  return { refused: isSupply ? 'no-supplement-asked' : (waits[state] ?? 'task-not-open') };
}

export function whileStopped(stops: readonly Stop[]): Judged {
  const running = stops.filter(isRunning);
  if (running.length === 0) return undefined;
  return { refused: 'stopped', until: Math.max(...running.map(({ plannedEnd }) => plannedEnd)) };
}
