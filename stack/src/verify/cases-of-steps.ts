import { stepMarks } from '@doudi/workflows';
import { eachOrder } from './each-order.ts';
import type { Invariant, Looked } from './invariant.ts';

/**
 * A step is sent to the fallback window by the rules or not, and has one case or none. A case stays when a newer calendar, or a
 * milestone that was heard late, takes the lateness back. Steps of the first rules have theirs, which nothing derives.
 */
export const casesOfSteps: Invariant = {
  what: 'cases of late steps: one each, none without a cause',
  look: (set) =>
    eachOrder(set, async ({ row, rulesVersion, steps, calendars, marks, cases }, { calendarOf, now }) => {
      const findings: Looked['findings'][number][] = [];
      const known = await Promise.all(calendars.map((version) => calendarOf(set.stores.approvals, version)));
      const own = await calendarOf(set.stores.approvals, row.calendarVersion);
      for (const step of rulesVersion < 2 ? [] : steps) {
        const about = `${row.orderNo} ${step.code}`;
        const those = cases.filter((one) => one.step === step.code);
        const isLate = stepMarks(rulesVersion, own, step, now).causes.length > 0;
        const isToHave = step.closedAt === null ? isLate : false;
        const mayHave = known.some((one) => stepMarks(rulesVersion, one, step, now).causes.length > 0);
        const wasTakenBack =
          those.some(({ isUndone }) => isUndone) ||
          marks.some((mark) => mark.step === step.code && mark.kind.endsWith('-undone'));
        if (isToHave && those.length === 0) findings.push({ about, says: 'it is late, but has no case' });
        if (those.length > 1)
          findings.push({ about, says: `it has cases ${those.map(({ caseNo }) => caseNo).join(', ')}` });
        if (those.length > 0 && !mayHave && !wasTakenBack)
          findings.push({ about, says: `it has case ${those[0]?.caseNo}, but was never late` });
      }
      return [steps.length, findings];
    }),
};
