import type { OrderOnRecord } from '@doudi/approval-workflows/verify';
import { stepMarks, type Step } from '@doudi/workflows';
import { eachOrder, type Judging } from './each-order.ts';
import type { Invariant } from './invariant.ts';

/**
 * A step is sent to the fallback window by the rules or not, and has one case or none. A case stays when a newer calendar, or a
 * milestone that was heard late, takes the lateness back. Steps of the first rules have theirs, which nothing derives.
 */
export const casesOfSteps: Invariant = {
  what: 'cases of late steps: one each, none without a cause',
  look: (set) =>
    eachOrder(set, async (order, judging) => {
      const steps = order.rulesVersion < 2 ? [] : order.steps;
      const judged = await Promise.all(
        steps.map(async (step) => {
          const about = `${order.row.orderNo} ${step.code}`;
          return (await faultsOf(order, step, judging)).map((says) => ({ about, says }));
        }),
      );
      return [steps.length, judged.flat()];
    }),
};

async function faultsOf(order: OrderOnRecord, step: Step, judging: Judging): Promise<string[]> {
  const { row, calendars, marks, cases } = order;
  const isLate = await Promise.all(calendars.map((version) => isLateBy(version, order, step, judging)));
  // what has closed may have been counted by any of them
  const mustHave =
    step.closedAt === null
      ? await isLateBy(row.calendarVersion, order, step, judging)
      : isLate.every((late) => late);
  const [first, ...more] = cases.filter((one) => one.step === step.code);
  const wasTakenBack =
    first?.isUndone || marks.some(({ step: of, kind }) => of === step.code && kind.endsWith('-undone'));
  if (!first) return mustHave ? ['it is late, but has no case'] : [];
  return [
    ...more.map(({ caseNo }) => `it has case ${first.caseNo}, and ${caseNo} besides`),
    ...(isLate.includes(true) || wasTakenBack ? [] : [`it has case ${first.caseNo}, but was never late`]),
  ];
}

async function isLateBy(
  version: string,
  { rulesVersion }: OrderOnRecord,
  step: Step,
  { set, calendarOf, now }: Judging,
): Promise<boolean> {
  const calendar = await calendarOf(set.stores.approvals, version);
  return stepMarks(rulesVersion, calendar, step, now).causes.length > 0;
}
