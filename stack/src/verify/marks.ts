import { type OrderOnRecord, openCases, calendarReader } from '@doudi/approval-workflows/verify';
import { officeClock } from '@doudi/infra/service';
import {
  type Calendar,
  type Instant,
  nextCaseMark,
  nextDueMark,
  shanghaiIso,
  type Step,
  stepMarks,
  type StepMarks,
} from '@doudi/workflows';
import { eachOrder, type Judging } from './each-order.ts';
import type { Invariant, Looked } from './invariant.ts';

type Findings = Looked['findings'];

/** Lights and late tasks that timers and events wrote are those that the rules give for the ledger. */
export const marksOfSteps: Invariant = {
  what: 'marks of steps: those written are those of the rules',
  look: (set) =>
    eachOrder(set, async (order, judging) => {
      const judged = await Promise.all(order.steps.map((step) => judgeStep(order, step, judging)));
      return [order.marks.length, judged.flat()];
    }),
};

async function judgeStep(order: OrderOnRecord, step: Step, judging: Judging): Promise<Findings> {
  const about = `${order.row.orderNo} ${step.code}`;
  const written = standing(order.marks.filter((mark) => mark.step === step.code));
  const calendars = await calendarsOf(order, step, judging);
  const { rulesVersion } = order;
  const differences = calendars.map((calendar) =>
    differing(written, stepMarks(rulesVersion, calendar, step, judging.now)),
  );
  const least = differences.find((one) => one.length === 0) ?? differences.at(-1) ?? [];
  return [...least, ...overdue(calendars.at(-1), step, judging.now)].map((says) => ({ about, says }));
}

/** A step that has closed keeps the calendar it closed with, which its order may have left since; that of the row comes last. */
async function calendarsOf(
  { row, calendars }: OrderOnRecord,
  { closedAt }: Step,
  { calendarOf, set }: Judging,
): Promise<Calendar[]> {
  const own = row.calendarVersion;
  const versions = closedAt === null ? [own] : [...calendars.filter((version) => version !== own), own];
  return Promise.all(versions.map((version) => calendarOf(set.stores.approvals, version)));
}

/** Marks on record less those that were taken back. */
function standing(marks: OrderOnRecord['marks']): Set<string> {
  const all = new Set<string>();
  for (const { kind, at, code } of marks)
    if (kind.endsWith('-undone')) all.delete(named(kind.slice(0, -'-undone'.length), code, at));
    else all.add(named(kind, code, at));
  return all;
}

const named = (kind: string, code: string, at: Instant) => `${kind} ${code} of ${shanghaiIso(at)}`;

function differing(written: ReadonlySet<string>, { lights, lateTasks }: StepMarks): string[] {
  const byRule = new Set([
    ...lights.map(({ light, at }) => named('light', light, at)),
    ...lateTasks.map(({ task, at }) => named('task-late', task, at)),
  ]);
  return [
    ...[...byRule].filter((one) => !written.has(one)).map((one) => `by the rules ${one} is to be on record`),
    ...[...written].filter((one) => !byRule.has(one)).map((one) => `${one} does not follow from the ledger`),
  ];
}

/** What happens at the counter by itself, and has not. */
function overdue(calendar: Calendar | undefined, step: Step, now: Instant): string[] {
  const mark = calendar && step.closedAt === null ? nextDueMark(calendar, step) : null;
  return mark && mark.at <= now ? [`${named(mark.kind, mark.task, mark.at)} is due and not on record`] : [];
}

/** An order's workflow looks at its clock at every mark of it; what it was sent last holds until then. */
export const marksOfOrders: Invariant = {
  what: 'marks of orders: none is due that was not looked at',
  look: (set) =>
    eachOrder(set, ({ row }, { now }) => {
      const { orderNo: about, closedAt, deliveredReading } = row;
      const at = closedAt === null ? (deliveredReading?.nextMarkAt ?? null) : null;
      const says = `its clock was to be read again at ${at === null ? '' : shanghaiIso(at)}`;
      return Promise.resolve([1, at !== null && at <= now ? [{ about, says }] : []]);
    }),
};

/** Levels, missed contacts, broken commitments: whatever is due of a case is on record. */
export const marksOfCases: Invariant = {
  what: 'marks of cases: none is due that is not on record',
  async *look({ stores: { approvals } }) {
    const [clock, calendarOf] = [officeClock(approvals, { production: false }), calendarReader()];
    for await (const rows of openCases(approvals)) {
      const now = await clock.now();
      const findings: Findings[number][] = [];
      for (const { caseNo: about, calendarVersion, record } of rows) {
        const mark = nextCaseMark(await calendarOf(approvals, calendarVersion), record);
        if (mark && mark.at <= now)
          findings.push({ about, says: `${mark.kind} of ${shanghaiIso(mark.at)} is due and not on record` });
      }
      yield { count: rows.length, findings };
    }
  },
};
