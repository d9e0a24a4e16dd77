import { answeredOnce } from './answered.ts';
import { casesOfSteps } from './cases-of-steps.ts';
import { chargedDays, dueDays } from './charged-days.ts';
import { everyFileHasItsRow, everyRowHasItsFile } from './files.ts';
import type { Invariant } from './invariant.ts';
import { marksOfCases, marksOfOrders, marksOfSteps } from './marks.ts';
import { ledgersAndEvents, numbersWithoutGap } from './numbered.ts';
import { commissionsAndTasks, receiptsAndRows } from './receipts.ts';
import { serials } from './serials.ts';
import { nothingWaits } from './waiting.ts';
import { noWorkflowFailed, workflowsAndRows } from './workflows.ts';

/** Whatever holds of every data set; a new invariant is a line here, and a test that breaks it (`test/verify.test.ts`). */
export const invariants = {
  receiptsAndRows,
  workflowsAndRows,
  noWorkflowFailed,
  answeredOnce,
  numbersWithoutGap,
  ledgersAndEvents,
  casesOfSteps,
  commissionsAndTasks,
  serials,
  marksOfSteps,
  marksOfOrders,
  marksOfCases,
  chargedDays,
  dueDays,
  nothingWaits,
  everyRowHasItsFile,
  everyFileHasItsRow,
} as const satisfies Record<string, Invariant>;
