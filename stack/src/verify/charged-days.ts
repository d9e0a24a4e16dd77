import { readOrder, type OrderOnRecord } from '@doudi/approval-workflows/verify';
import {
  buckets,
  dayAccount,
  dayEnds,
  explainedOrder,
  stepClock,
  stepSegment,
  taskClock,
  usedOf,
  workingDaysBetween,
  type AccountDay,
  type Bucket,
  type Calendar,
  type ClockReading,
  type Instant,
  type Step,
} from '@doudi/workflows';
import { eachOrder, type Judging } from './each-order.ts';
import type { Invariant } from './invariant.ts';

type Days = Readonly<Record<Bucket, number>>;

const none: Days = { GOV: 0, AGENCY: 0, OWNER: 0, EXCLUDED: 0 };
const sumOf = (days: Days): number => buckets.reduce((sum, bucket) => sum + days[bucket], 0);

/** A clock with its days one by one; `before` are those it begins with. */
interface Explained {
  readonly calendar: Calendar;
  readonly clock: ClockReading;
  readonly days: readonly AccountDay[];
  readonly before: Days;
}

/** What is wrong with a clock: it must be the sum of its days, and its days all that the calendar has. */
function faultsOf({ calendar, clock, days, before }: Explained): string[] {
  const charged = days.filter(({ isCharged }) => isCharged);
  const counted = buckets.map(
    (bucket) => before[bucket] + charged.filter((day) => day.bucket === bucket).length,
  );
  const all = workingDaysBetween(calendar, clock.day0, clock.chargedThrough);
  const shown = buckets.map((bucket) => clock.buckets[bucket]);
  const paused = clock.buckets.OWNER + clock.buckets.EXCLUDED;
  return [
    ...(shown.join() === counted.join()
      ? []
      : [`its clock shows ${shown.join('+')} days, its ledger explains ${counted.join('+')}`]),
    ...(clock.used + paused === all + sumOf(before)
      ? []
      : [
          `${clock.used} days used and ${paused} paused are not the ${all + sumOf(before)} that were charged`,
        ]),
    ...(clock.used === usedOf(clock.buckets) ? [] : [`it shows ${clock.used} days used`]),
  ];
}

/** Used and paused days are all charged days, of every order and step, however they are counted. */
export const chargedDays: Invariant = {
  what: 'days of orders and steps: used + paused = charged',
  look: (set) =>
    eachOrder(set, async ({ row, steps }, { calendarOf, now }) => {
      const { calendar, order } = await readOrder(set.stores.approvals, row, calendarOf, {
        known: steps,
        now,
      });
      const before = order.carried?.buckets ?? none;
      const of = [
        { about: row.orderNo, calendar, before, ...explainedOrder(calendar, order, now) },
        ...steps.map((step) => ({
          ...{ about: `${row.orderNo} ${step.code}`, calendar, before: none },
          clock: stepClock(calendar, step, now),
          days: dayAccount(calendar, stepSegment(step), now),
        })),
      ];
      return [of.length, of.flatMap(({ about, ...one }) => faultsOf(one).map((says) => ({ about, says })))];
    }),
};

/** The due day that is kept with each task, by which desks are sorted, is the one its clock reads. */
export const dueDays: Invariant = {
  what: 'due days of tasks: those kept are those of the clock',
  look: (set) =>
    eachOrder(set, async (order, judging) => {
      const judged = await Promise.all(order.steps.map((step) => judgeDueDays(order, step, judging)));
      return [order.dueAt.length, judged.flat()];
    }),
};

async function judgeDueDays(order: OrderOnRecord, step: Step, { set, calendarOf, now }: Judging) {
  const versions = step.closedAt === null ? [order.row.calendarVersion] : order.calendars;
  const calendars = await Promise.all(versions.map((version) => calendarOf(set.stores.approvals, version)));
  return step.tasks.flatMap((task) => {
    const kept = order.dueAt.find((one) => one.task === task.code)?.at ?? null;
    const read = calendars.map((calendar): Instant | null => {
      const day = taskClock(calendar, step, task, step.closedAt ?? now)?.dueDay;
      return day ? dayEnds(calendar, day) : null;
    });
    if (read.includes(kept)) return [];
    const text = (at: Instant | null) => (at === null ? 'none' : new Date(at).toISOString());
    const says = `its due day is kept as ${text(kept)}, its clock reads ${text(read.at(-1) ?? null)}`;
    return [{ about: `${order.row.orderNo} ${task.code}`, says }];
  });
}
