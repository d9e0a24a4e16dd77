import type { AccessScope } from '@doudi/infra/http';

type Concerned = 'applicant' | 'department';
const everybody: readonly Concerned[] = ['applicant', 'department'];
const department: readonly Concerned[] = ['department'];

/**
 * Whom the note of an event concerns, by its kind and, of a check, its verdict: the enterprise and its agent, or the department whose
 * task it is about. Those who oversee everything read every note; an event that is not here is read by them alone.
 */
const concerned: Readonly<Record<string, readonly Concerned[]>> = {
  review: department,
  'check.return': department,
  'check.approve': everybody,
  'check.refuse': everybody,
  'check.not-accept': everybody,
  'ask-supplement': everybody,
  supply: everybody,
  promise: everybody,
  commit: everybody,
  request: department,
  'decide-request.grant': everybody,
  'decide-request.deny': department,
  'end-stop': everybody,
  opine: department,
  claim: department,
  'decide-claim.grant': department,
  'decide-claim.deny': department,
  amend: department,
  deliver: everybody,
  // with the grant comes what was proposed
  'decide-amendment.grant': everybody,
  'decide-amendment.deny': department,
};

/** An event with a note, as far as it decides who reads it. */
interface Noted {
  readonly kind: string;
  readonly verdict: string | null;
  /** the department whose task it is about */
  readonly department: string | null;
}

/** Whether somebody with this scope, within which the order lies, reads the note of the event. */
export function mayReadNote({ kind, verdict, department }: Noted, scope: AccessScope): boolean {
  if (scope.all) return true;
  const whom = concerned[verdict === null ? kind : `${kind}.${verdict}`] ?? [];
  const isApplicant = scope.uscc !== null || scope.agentId !== null;
  const isColleague = department !== null && department === scope.department;
  return (isApplicant && whom.includes('applicant')) || (isColleague && whom.includes('department'));
}
