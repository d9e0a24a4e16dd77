import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import type { CaseHandling, CaseOpening, CaseReceipt } from '../messages/case.ts';
import type { CaseEvent } from '../rules/cases/case-events.ts';
import { openCaseState } from './case-state.ts';
import { detailOfHandling } from './case-details.ts';
import { showAgent } from './follow-agent.ts';
import { caseHandles } from './handles.ts';
import { markTimer } from './mark-timer.ts';
import { accepted } from './refuse.ts';

/**
 * Runs a case of the fallback window: from its number to one of the closed list of outcomes, its call-back and what was promised. What
 * is late after that starts it again.
 */
export async function resolveCase(opening: CaseOpening): Promise<CaseReceipt> {
  const caseState = openCaseState(opening);
  handleActs();
  handleSignals();
  showAgent(opening.agentId ?? '');

  const next = markTimer(opening.clock);
  do {
    await caseState.askDecided();
    caseState.noteMarks();
    await caseState.putOnRecord();
    caseState.show();
    const mark = caseState.nextMark();
    next.setFor(mark?.at ?? null, mark ? `event.${mark.kind}` : 'next-mark');
    await condition(() => caseState.hasUnwrittenEvents() || caseState.isOver() || next.hasFired());
  } while (caseState.hasUnwrittenEvents() || !caseState.isOver());
  await condition(allHandlersFinished);
  return receipt(caseState.case().changedAt);

  function handleActs(): void {
    setHandler(caseHandles.handle, answer, {
      validator: judge,
      description: 'Somebody works on the case',
    });
    // names of histories before 2026-12
    setHandler(caseHandles.act, (said) => answer({ kind: 'act', ...said }));
    setHandler(caseHandles.close, (said) => answer({ kind: 'close', ...said }));
    setHandler(caseHandles.confirm, (said) => answer({ kind: 'confirm', ...said }));
    setHandler(caseHandles.reproject, caseState.reproject, {
      description: 'Writes its whole state again, under the next generation',
    });
  }
  function handleSignals(): void {
    setHandler(caseHandles.cause, (said) => caseState.hear({ kind: 'cause', by: 'clock', ...said }), {
      description: 'The step is late, or later',
    });
    setHandler(caseHandles.decided, (said) => caseState.hear({ kind: 'decided', by: 'step', ...said }), {
      description: 'What was late has been decided',
    });
    setHandler(caseHandles.undone, (said) => caseState.hear({ kind: 'undone', by: 'calendar', ...said }), {
      description: 'By a newer calendar it was never late',
    });
    setHandler(
      caseHandles.end,
      ({ at, by, outcome, because }) =>
        void caseState.take({ kind: 'end', at, by, outcome }, { outcome, because }),
      { description: 'The order was withdrawn, or by a newer calendar the step was never late' },
    );
  }

  function eventOf({ note: _text, ...said }: CaseHandling): CaseEvent {
    return { ...said, at: caseState.now() };
  }
  async function answer(said: CaseHandling): Promise<CaseReceipt> {
    const { seq, at } = accepted(caseState.take(eventOf(said), detailOfHandling(said)));
    await caseState.untilWritten(seq);
    return { ...receipt(at), seq };
  }
  function receipt(at: number): CaseReceipt {
    const { state, level, outcome } = caseState.case();
    return { caseNo: opening.caseNo, at, state, level, outcome };
  }
  /** The validator asks the same rule as the handler, so a refusal leaves no history. */
  function judge(said: CaseHandling): void {
    accepted(caseState.judge(eventOf(said)));
  }
}
