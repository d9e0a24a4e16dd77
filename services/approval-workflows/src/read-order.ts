import type { Queryable } from '@doudi/infra/database';
import {
  endedBySteps,
  withCarriedResults,
  withDueMarks,
  type Calendar,
  type Instant,
  type Order,
  type Step,
} from '@doudi/workflows';
import type { OrderRow } from './orders.ts';
import { listSteps } from './steps.ts';

export type CalendarReader = (db: Queryable, version: string) => Promise<Calendar>;

/**
 * An order as the rules judge it and how it has ended, with the calendar it is counted by; `known` are its steps if they were read,
 * and `now` has what happens by itself happen that its workflow has not written yet.
 */
export async function readOrder(
  db: Queryable,
  row: OrderRow,
  calendarOf: CalendarReader,
  { known, now }: { known?: readonly Step[]; now?: Instant } = {},
) {
  const calendar = await calendarOf(db, row.calendarVersion);
  const { receivedAt, closedAt, budget, plan, carried } = row;
  const written = known ?? (await listSteps(db, row.orderNo));
  const steps = now === undefined ? written : written.map((step) => withDueMarks(calendar, step, now));
  const planned = plan.steps.map((step) => withCarriedResults(step, carried));
  const about = { receivedAt, closedAt, budget, plan: planned };
  const order: Order = { ...about, steps, ...(carried && { carried }) };
  return { calendar, ...endedBySteps({ order, outcome: row.outcome }) };
}
