import { type Answer, type Call, IsoDay, CodeWords } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import {
  departmentOf,
  departments,
  shanghaiStart,
  stopReasons,
  taskClock,
  type Calendar,
  type Department,
  type Instant,
  type Step,
  type StopReason,
} from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { eachOrder } from './each-order.ts';
import { readOrder } from './read-order.ts';
import { withWords } from './with-words.ts';

/** Days of receipt, both included, in Asia/Shanghai. */
export const SharesQuery = z
  .strictObject({ from: IsoDay, until: IsoDay })
  .refine(({ from, until }) => from <= until, {
    path: ['until'],
    error: bilingual('不得早于 from', 'must not be before from'),
  });

const ShareAnswer = z
  .strictObject({
    department: z.enum(departments),
    stops: z.int().min(0),
    reasons: z.partialRecord(z.enum(stopReasons), z.int().min(1)),
    /** working days of its reviews, by all buckets, and those among them that stops exclude */
    chargedDays: z.int().min(0),
    excludedDays: z.int().min(0),
    /** excluded of charged, 0 to 1, to four digits */
    share: z.number().min(0).max(1),
  })
  .meta({ id: 'StopShare' });

export const SharesAnswer = z
  .strictObject({
    /** the orders that were counted */
    orders: z.int().min(0),
    /** whether these were all orders of the days asked for; else the newest */
    complete: z.boolean(),
    departments: z.array(ShareAnswer),
    words: CodeWords,
  })
  .meta({ id: 'StopShares' });
const sayWords = withWords(SharesAnswer);

const dayMs = 86_400_000;

/** How many days stops have excluded of each department's reviews, in the orders received in a span of days. */
export const readStopShares =
  ({ clock, calendarOf }: Pick<Dependencies, 'clock' | 'calendarOf'>) =>
  async ({ query, db }: Call<unknown, unknown, z.output<typeof SharesQuery>>): Promise<Answer> => {
    const now = await clock.now(db);
    const counts = new Map<Department, Counted>();
    const { orders, complete } = await eachOrder(db, receivedIn(query), async ({ row, steps }) => {
      const { calendar, order } = await readOrder(db, row, calendarOf, { known: steps, now });
      for (const step of order.steps) count(counts, calendar, step, now);
    });
    const shown = departments.flatMap((department) => {
      const counted = counts.get(department);
      return counted ? [show(department, counted)] : [];
    });
    return { body: sayWords({ orders, complete, departments: shown }) };
  };

interface Counted {
  stops: number;
  excluded: number;
  charged: number;
  readonly reasons: Partial<Record<StopReason, number>>;
}

const show = (department: Department, { stops, reasons, excluded, charged }: Counted) => ({
  ...{ department, stops, reasons, chargedDays: charged, excludedDays: excluded },
  share: charged === 0 ? 0 : Math.round((10_000 * excluded) / charged) / 10_000,
});

/** Adds a step's reviews to what is counted of their departments. */
function count(counts: Map<Department, Counted>, calendar: Calendar, step: Step, now: Instant): void {
  for (const task of step.tasks) {
    const department = departmentOf(task);
    const reading = department && taskClock(calendar, step, task, now);
    if (!reading) continue;
    const of = counts.get(department) ?? { stops: 0, excluded: 0, charged: 0, reasons: {} };
    const { GOV, AGENCY, OWNER, EXCLUDED } = reading.buckets;
    of.charged += GOV + AGENCY + OWNER + EXCLUDED;
    of.excluded += EXCLUDED;
    for (const { reason } of step.stops.filter((stop) => stop.task === task.code)) {
      of.stops += 1;
      if (reason) of.reasons[reason] = (of.reasons[reason] ?? 0) + 1;
    }
    counts.set(department, of);
  }
}

interface Span {
  readonly from: string;
  readonly until: string;
}

/** The orders received on these days, both included. */
const receivedIn = ({ from, until }: Span): Sql =>
  sql`o.received_at >= ${new Date(shanghaiStart(from))} and o.received_at < ${new Date(shanghaiStart(until) + dayMs)}`;
