import type { Day } from '../../domain/calendar.ts';
import type { PendingRequest } from '../../domain/counter.ts';
import type { Instant } from '../../domain/instant.ts';
import { leaveVerdicts } from '../../domain/record-acts.ts';
import type { PaperKind } from '../../domain/papers.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/step.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';
import { withDueMarks } from './due-marks.ts';
import { judgeStepEvent, lastInstantOf, promiseDays, type Timing } from './judge-step-event.ts';
import { committable, promisable } from './paper-promises.ts';
import { reviewActs } from './review-acts.ts';
import type { ActedBy, ReviewEventKind, ReviewEvents } from './review-events.ts';
import { decidedBy } from './review-requests.ts';
import { openTaskOf, type StepEvent } from './step-progress.ts';

/** Who may ask what is open to him: what he is, and whether he stands on the applicant's side of this order. */
export interface Acting {
  readonly subject: string;
  readonly roles: readonly string[];
  readonly department?: string | undefined;
  readonly isApplicant: boolean;
}

/** Something that can be done with the open review of a step. */
export interface StepAction {
  /** a code of `words` */
  readonly action: string;
  readonly kind: ReviewEventKind;
  readonly task: TaskCode;
  /** what the action fixes of what is sent */
  readonly body: Readonly<Record<string, string>>;
  /** what else is sent; a name that ends with a question mark may be left out */
  readonly fields: readonly string[];
  /** the number of the request it decides */
  readonly request?: number;
  /** the first instant it is too late; null when it has no such limit */
  readonly until: Instant | null;
}

type Row = Omit<StepAction, 'task' | 'until'> & {
  /** an event of this kind whose fields are good */
  readonly sample: ReviewEvents[ReviewEventKind];
  readonly role?: string;
};

const row = <K extends ReviewEventKind>(
  action: string,
  kind: K,
  sample: ReviewEvents[K],
  { body = {}, fields = [] }: { body?: Row['body']; fields?: readonly string[] } = {},
): Row => ({ action, kind, sample, body, fields });

const reasoned = ['note', 'legalBasis', 'remedy'];

/** Every action that is not about a request, each with what it takes. */
const rows: readonly Row[] = [
  row('accept-papers', 'accept-papers', {}),
  row('recommend-approval', 'review', { opinion: 'approve' }, { body: { opinion: 'approve' }, fields: ['note?'] }),
  row('recommend-refusal', 'review', { opinion: 'refuse' }, { body: { opinion: 'refuse' }, fields: ['note'] }),
  row('recommend-not-accepting', 'review', { opinion: 'not-accept' }, { body: { opinion: 'not-accept' }, fields: ['note'] }),
  row('approve', 'check', { verdict: 'approve' }, { body: { verdict: 'approve' }, fields: ['note?'] }),
  row('return', 'check', { verdict: 'return' }, { body: { verdict: 'return' }, fields: ['note'] }),
  row('refuse', 'check', { verdict: 'refuse' }, { body: { verdict: 'refuse' }, fields: reasoned }),
  row('not-accept', 'check', { verdict: 'not-accept' }, { body: { verdict: 'not-accept' }, fields: reasoned }),
  row('ask-supplement', 'ask-supplement', { days: 10 }, { fields: ['lines', 'days?'] }),
  row('supply', 'supply', {}, { fields: ['statement'] }),
  row('request-supplement', 'request', { request: { kind: 'supplement', days: 10 } }, { fields: ['lines', 'days?'] }),
  row('request-stop', 'request', { request: { kind: 'stop', reason: 'hearing', lastDay: '9999-12-31' as Day } }, { fields: ['reason', 'lastDay', 'note'] }),
  row('request-extension', 'request', { request: { kind: 'extension' } }, { fields: ['note'] }),
  row('end-stop', 'end-stop', {}, { fields: ['note'] }),
  row('opine', 'opine', { opinion: 'no-objection' }, { fields: ['opinion', 'note?'] }),
  row('announce', 'announce', { from: '2000-01-03' as Day, to: '2000-01-03' as Day }, { fields: ['from', 'to'] }),
]; // prettier-ignore

const decisionsOf = ({ no, kind }: PendingRequest): Row[] =>
  leaveVerdicts.map((verdict) => ({
    ...row(
      verdict,
      'decide-request',
      { no, verdict, as: decidedBy(kind) },
      { body: { verdict }, fields: ['note?'] },
    ),
    request: no,
    role: decidedBy(kind),
  }));

/** Papers to promise or to replace by a commitment, where there are any: all of them, for the last day that is possible. */
function answersToMissing(
  { calendar }: Timing,
  step: Step,
  { now, missing }: { readonly now: Instant; readonly missing: readonly PaperKind[] },
): Row[] {
  const task = openTaskOf(step);
  if (!task) return [];
  const { earliest, latest } = promiseDays(calendar, step, task, now);
  const promised = { kinds: promisable(task, missing), day: latest ?? earliest };
  return [
    row('promise', 'promise', promised, { fields: ['papers', 'day', 'statement'] }),
    row('commit', 'commit', { kinds: committable(task, missing) }, { fields: ['papers', 'statement'] }),
  ];
}

const isTheirs: Record<ActedBy, (who: Acting, role: string | undefined) => boolean> = {
  reviewer: ({ roles }) => roles.includes('reviewer'),
  checker: ({ roles }) => roles.includes('checker'),
  consulted: ({ roles }) => roles.includes('reviewer'),
  applicant: ({ isApplicant }) => isApplicant,
  leave: ({ roles }, role) => role !== undefined && roles.includes(role),
  clock: () => false,
};

/** What an act is judged by beside the step: which papers are missing, and since when a broken promise bars the next. */
interface Known {
  readonly missing?: readonly PaperKind[];
  readonly barredSince?: Instant | null;
}

/** What this person can do with the step at `now`: what is listed is accepted, what is not is refused. */
export function stepActions(
  timing: Timing,
  whole: Step,
  who: Acting,
  now: Instant,
  { missing = [], barredSince = null }: Known = {},
): StepAction[] {
  const step = withDueMarks(timing.calendar, whole, now);
  const task = openTaskOf(step);
  if (task?.kind !== 'review') return [];
  const by = { subject: who.subject, ...(who.department && { department: who.department }) };
  const answers = answersToMissing(timing, step, { now, missing });
  const judged = { missing, ...(barredSince !== null && { barredSince }) };
  return [...rows, ...answers, ...task.requests.flatMap(decisionsOf)].flatMap(
    ({ sample, role, ...action }) => {
      if (!isTheirs[reviewActs[action.kind].by](who, role)) return [];
      const event = { ...sample, ...judged, kind: action.kind, task: task.code, by, at: now } as StepEvent;
      if (isRefusal(judgeStepEvent(timing, step, event))) return [];
      return [{ ...action, task: task.code, until: lastInstantOf(timing, step, event) }];
    },
  );
}
