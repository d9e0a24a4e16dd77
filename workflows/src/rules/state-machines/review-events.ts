import type { Day } from '../../domain/calendar.ts';
import type { ConsultedOpinion, RequestedAct } from '../../domain/counter.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Stop } from '../../domain/ledger.ts';
import type { PaperKind } from '../../domain/papers.ts';
import type { Refusal, StepRefusal } from '../../domain/refusal.ts';
import type { LeaveVerdict } from '../../domain/record-acts.ts';
import type { Actor, Outcome, ReviewOpinion, Task, Verdict } from '../../domain/step.ts';

/** The kinds of the task's list of which the project had no valid paper at the event's instant; absent when none was missing. */
interface Missing {
  readonly missing?: readonly PaperKind[];
}

/** Since when the enterprise has a broken promise that nobody has repaired; absent when it has none. */
interface Barred {
  readonly barredSince?: Instant;
}

/** What happens to a review, apart from who and when. */
export interface ReviewEvents {
  readonly review: { readonly opinion: ReviewOpinion } & Missing;
  readonly check: { readonly verdict: Verdict } & Missing;
  readonly 'accept-papers': Missing;
  readonly 'ask-supplement': { readonly days: number; readonly kinds?: readonly PaperKind[] };
  readonly supply: object;
  readonly request: { readonly request: RequestedAct };
  readonly 'decide-request': {
    readonly no: number;
    readonly verdict: LeaveVerdict;
    readonly as: 'head' | 'supervisor';
  };
  readonly 'end-stop': object;
  readonly opine: { readonly opinion: ConsultedOpinion['opinion'] };
  readonly announce: { readonly from: Day; readonly to: Day };
  readonly promise: { readonly kinds: readonly PaperKind[]; readonly day: Day } & Missing & Barred;
  readonly commit: { readonly kinds: readonly PaperKind[] } & Missing & Barred;
  /** papers of these kinds have come, the last of them at `since`, which a late message may follow: nobody does it */
  readonly 'papers-arrived': { readonly kinds: readonly PaperKind[]; readonly since: Instant };
  /** brought about by the clock: nobody does them */
  readonly 'deem-accepted': object;
  readonly 'stop-over': object;
  readonly lapse: object;
  readonly 'promise-missed': object;
  readonly 'promise-broken': object;
}
export type ReviewEventKind = keyof ReviewEvents;

/** What is sent in another way than as an act, or by nobody. */
type NoAct = 'review' | 'check' | 'supply' | 'papers-arrived' | ClockKind;
type ClockKind = 'deem-accepted' | 'stop-over' | 'lapse' | 'promise-missed' | 'promise-broken';

/** What people do with a review beside opinion and decision, without who and when. */
export type TaskActEvent = {
  [K in Exclude<ReviewEventKind, NoAct>]: { readonly kind: K } & ReviewEvents[K];
}[Exclude<ReviewEventKind, NoAct>];

/** Something that happens to a review, at an instant, by somebody. */
export type ReviewEvent<K extends ReviewEventKind> = {
  readonly at: Instant;
  readonly by: Actor;
} & ReviewEvents[K];

export type ReviewTask = Extract<Task, { kind: 'review' }>;

/** A review within its step: the stops are the step's, `no` is the number of the event that is judged. */
export interface ReviewContext {
  readonly task: ReviewTask;
  readonly stops: readonly Stop[];
  readonly no: number;
}

/** What an event makes of the open task and the stops: a handover, only a record, its end, or the end of the step. */
export type TaskChange =
  | { readonly becomes: Task; readonly because: string; readonly stops?: readonly Stop[] }
  | { readonly keeps: Task }
  /** `as` is what it is when done, where that differs from what it was */
  | { readonly doneBecause: string; readonly as?: Task }
  | { readonly closesStep: Exclude<Outcome, 'approved' | 'withdrawn'> };

/** A refusal, if there is one. */
export type Judged = Refusal<StepRefusal> | undefined;

/** Who does an act: of the task's department, of a department it consults, of the applicant's side, who gives leave, or the clock. */
export type ActedBy = 'reviewer' | 'checker' | 'consulted' | 'applicant' | 'leave' | 'clock';
