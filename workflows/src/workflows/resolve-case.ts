import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import type { CaseActing, CaseClosing, CaseConfirming, CaseOpening, CaseReceipt } from '../messages/case.ts';
import { caseProgress, type CaseEvent } from '../rules/state-machines/case-progress.ts';
import { caseHandles } from './handles.ts';
import { caseKeeper } from './case-keeper.ts';
import { accepted } from './refuse.ts';

/** A matter at the fallback window, from its number to one of the closed list of outcomes. */
export async function resolveCase(opening: CaseOpening): Promise<CaseReceipt> {
  const keeper = caseKeeper(opening);
  const acting = (said: CaseActing): CaseEvent => ({ kind: 'act', at: keeper.now(), ...said });
  const closing = (said: CaseClosing): CaseEvent => ({ kind: 'close', at: keeper.now(), ...said });
  const confirming = (said: CaseConfirming): CaseEvent => ({ kind: 'confirm', at: keeper.now(), ...said });

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
  setHandler(
    caseHandles.end,
    ({ at, by, outcome, because }) =>
      void keeper.take({ kind: 'end', at, by, outcome, note: null }, { outcome, because }),
    { description: 'The order was withdrawn, or by a newer calendar the step was never late' },
  );

  while (keeper.hasNews() || keeper.case().closedAt === null) {
    await keeper.putOnRecord();
    keeper.show();
    await condition(() => keeper.hasNews() || keeper.case().closedAt !== null);
  }
  await condition(allHandlersFinished);
  return receipt(keeper.case().changedAt);

  async function answer(event: CaseEvent): Promise<CaseReceipt> {
    const { kind: _kind, at: _at, by: _by, ...detail } = event;
    const { seq, at } = accepted(keeper.take(event, detail));
    await keeper.untilWritten(seq);
    return receipt(at);
  }
  function receipt(at: number): CaseReceipt {
    const { state, outcome } = keeper.case();
    return { caseNo: opening.caseNo, at, state, outcome };
  }
  /** The validator asks the same rule as the handler, so a refusal leaves no history. */
  function judged<Said>(eventOf: (said: Said) => CaseEvent, description: string) {
    return {
      description,
      validator: (said: Said): void => void accepted(caseProgress(keeper.case(), eventOf(said))),
    };
  }
}
