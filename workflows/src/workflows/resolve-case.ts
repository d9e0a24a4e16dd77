import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import type { CaseActing, CaseClosing, CaseConfirming, CaseOpening, CaseReceipt } from '../messages/case.ts';
import { caseProgress, type CaseEvent } from '../rules/state-machines/case-progress.ts';
import { caseHandles } from './handles.ts';
import { showAgent } from './follow-agent.ts';
import { openCaseState } from './case-state.ts';
import { accepted } from './refuse.ts';

/** Runs a case of the fallback window, from its number to one of the closed list of outcomes. */
export async function resolveCase(opening: CaseOpening): Promise<CaseReceipt> {
  const caseState = openCaseState(opening);
  const acting = (said: CaseActing): CaseEvent => ({ kind: 'act', at: caseState.now(), ...said });
  const closing = (said: CaseClosing): CaseEvent => ({ kind: 'close', at: caseState.now(), ...said });
  const confirming = (said: CaseConfirming): CaseEvent => ({ kind: 'confirm', at: caseState.now(), ...said });

  setHandler(
    caseHandles.act,
    (said) => answer(acting(said)),
    judged(acting, 'An officer logs what was done'),
  );
  setHandler(
    caseHandles.close,
    (said) => answer(closing(said)),
    judged(closing, 'An officer closes with an outcome'),
  );
  setHandler(
    caseHandles.confirm,
    (said) => answer(confirming(said)),
    judged(confirming, 'A second person confirms'),
  );
  setHandler(caseHandles.reproject, caseState.reproject, {
    description: 'Writes its whole state again, under the next generation',
  });
  setHandler(
    caseHandles.end,
    ({ at, by, outcome, because }) =>
      void caseState.take({ kind: 'end', at, by, outcome, note: null }, { outcome, because }),
    { description: 'The order was withdrawn, or by a newer calendar the step was never late' },
  );

  showAgent(opening.agentId);

  while (caseState.hasUnwrittenEvents() || caseState.case().closedAt === null) {
    await caseState.putOnRecord();
    caseState.show();
    await condition(() => caseState.hasUnwrittenEvents() || caseState.case().closedAt !== null);
  }
  await condition(allHandlersFinished);
  return receipt(caseState.case().changedAt);

  async function answer(event: CaseEvent): Promise<CaseReceipt> {
    const { kind: _kind, at: _at, by: _by, ...detail } = event;
    const { seq, at } = accepted(caseState.take(event, detail));
    await caseState.untilWritten(seq);
    return receipt(at);
  }
  function receipt(at: number): CaseReceipt {
    const { state, outcome } = caseState.case();
    return { caseNo: opening.caseNo, at, state, outcome };
  }
  /** The validator asks the same rule as the handler, so a refusal leaves no history. */
  function judged<Said>(eventOf: (said: Said) => CaseEvent, description: string) {
    return {
      description,
      validator: (said: Said): void => void accepted(caseProgress(caseState.case(), eventOf(said))),
    };
  }
}
