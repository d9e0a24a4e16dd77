import type { Case } from '../domain/case.ts';
import type { RecordedEvent } from '../messages/activities.ts';
import type { CaseHandling } from '../messages/case.ts';
import type { CaseEvent } from '../rules/cases/case-events.ts';
import { flat } from './flat-detail.ts';

type Detail = RecordedEvent['detail'];

/** What is recorded of an act beside who and when: codes, numbers and the id of its text. */
export function detailOfHandling({ kind: _kind, by: _by, note, ...said }: CaseHandling): Detail {
  return { ...flat(said), note };
}

/** What is recorded of what the clock or another workflow brought about. */
export function detailOfEvent({ kind: _kind, at: _at, by: _by, ...said }: CaseEvent): Detail {
  return flat(said);
}

/** What an event has changed that follows from the rule: the level, who failed, whether the case was opened again. */
export function detailOfChange(before: Case, after: Case): Detail {
  const failed = after.failed.length > before.failed.length ? after.failed.at(-1) : undefined;
  return {
    ...(after.level !== before.level && { from: before.level, level: after.level }),
    ...(failed && { because: failed.because, who: failed.who.join(',') }),
    ...(after.reopenings > before.reopenings && { reopened: true }),
    ...(after.state !== before.state && { caseState: after.state }),
  };
}
