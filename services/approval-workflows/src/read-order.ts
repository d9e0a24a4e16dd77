import type { Queryable } from '@doudi/infra/database';
import { endedBySteps, type Calendar, type Order, type Step } from '@doudi/workflows';
import type { OrderRow } from './orders.ts';
import { listSteps } from './steps.ts';

export type CalendarReader = (db: Queryable, version: string) => Promise<Calendar>;

/** An order as the rules judge it and how it has ended, with the calendar it is counted by; `known` are its steps if they were read. */
export async function readOrder(
  db: Queryable,
  row: OrderRow,
  calendarOf: CalendarReader,
  known?: readonly Step[],
) {
  const calendar = await calendarOf(db, row.calendarVersion);
  const { receivedAt, closedAt, budget, plan } = row;
  const order: Order = {
    receivedAt,
    closedAt,
    budget,
    plan: plan.steps,
    steps: known ?? (await listSteps(db, row.orderNo)),
  };
  return { calendar, ...endedBySteps({ order, outcome: row.outcome }) };
}
