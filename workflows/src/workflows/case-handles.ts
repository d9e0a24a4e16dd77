import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CaseOutcome } from '../domain/case.ts';
import type { Instant } from '../domain/instant.ts';
import {
  caseMessages,
  type CaseActing,
  type CaseClosing,
  type CaseConfirming,
  type CaseReceipt,
} from '../messages/case.ts';

export const caseHandles = {
  act: defineUpdate<CaseReceipt, [CaseActing]>(caseMessages.act),
  close: defineUpdate<CaseReceipt, [CaseClosing]>(caseMessages.close),
  confirm: defineUpdate<CaseReceipt, [CaseConfirming]>(caseMessages.confirm),
  end: defineSignal<
    [{ readonly at: Instant; readonly by: string; readonly outcome: CaseOutcome; readonly because: string }]
  >(caseMessages.end),
};
