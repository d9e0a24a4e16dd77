import type { Case } from '../../domain/case.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { type CaseEvent, caseProgress, openCase } from './case-progress.ts';

const said = { at: 10, note: 'T1' };
const close = (
  outcome: 'settled-by-coordination' | 'cannot-by-law' | 'no-longer-due',
  by = 'p-1',
): CaseEvent => ({
  kind: 'close',
  by,
  outcome,
  ...said,
});
const confirm = (by: string, agrees = true): CaseEvent => ({ kind: 'confirm', by, agrees, ...said });

function after(...events: CaseEvent[]): Case {
  return events.reduce((caseState, event) => {
    const next = caseProgress(caseState, event);
    if (isRefusal(next)) throw new Error(`${event.kind} is refused: ${next.refused}`);
    return next;
  }, openCase(0));
}

test('an officer closes a case with an outcome of the closed list', () => {
  expect(after(close('settled-by-coordination'))).toMatchObject({
    state: 'closed',
    closedAt: 10,
    outcome: 'settled-by-coordination',
  });
});

test('"cannot by law" waits for a second person', () => {
  const proposed = after(close('cannot-by-law'));
  expect(proposed).toMatchObject({ state: 'confirming', closedAt: null });
  expect(caseProgress(proposed, confirm('p-1'))).toEqual({ refused: 'same-person' });
  expect(after(close('cannot-by-law'), confirm('p-2'))).toMatchObject({
    state: 'closed',
    outcome: 'cannot-by-law',
  });
});

test('a second person who disagrees opens the case again', () => {
  expect(after(close('cannot-by-law'), confirm('p-2', false))).toMatchObject({
    state: 'open',
    outcome: null,
    proposedBy: null,
  });
});

test('refuses to close twice, to close while a confirmation is due, and to confirm nothing', () => {
  expect(
    caseProgress(after(close('settled-by-coordination')), close('settled-by-coordination')),
  ).toMatchObject({ refused: 'case-closed' });
  expect(caseProgress(after(close('cannot-by-law')), close('settled-by-coordination'))).toEqual({
    refused: 'case-waits-for-confirmation',
  });
  expect(caseProgress(openCase(0), confirm('p-2'))).toEqual({ refused: 'nothing-to-confirm' });
});

test('"no longer due" is not for people to choose', () => {
  expect(caseProgress(openCase(0), close('no-longer-due'))).toEqual({ refused: 'outcome-not-for-people' });
});
