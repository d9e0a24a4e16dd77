import type { Queryable } from '@doudi/infra/database';
import type { Plan, ReceivedOrder, TrackReceipt } from '@doudi/workflows';
import { isDeepStrictEqual } from 'node:util';
import sql from 'sql-template-tag';
import { findReceipt } from './orders.ts';
import { planColumn } from './plan-column.ts';
import { insertChange, listChanges, markChanged, putPlan, type TrackChange } from './track-changes.ts';

/** A change of track as the history of the order's workflow tells it. */
export type ToldChange = TrackReceipt & { readonly by: string };

const planTold = (order: ReceivedOrder, told: readonly ToldChange[]): Plan => told.at(-1)?.plan ?? order.plan;

/** Whether the receipt goes by the plan its workflow goes by. What is not decided yet the sweep asks again: until then it may differ. */
export async function followsTrack(
  db: Queryable,
  order: ReceivedOrder,
  told: readonly ToldChange[],
): Promise<boolean> {
  const receipt = await findReceipt(db, order.orderNo);
  if (!receipt || isDeepStrictEqual(receipt.plan, planColumn.parse(planTold(order, told)))) return true;
  return (await listChanges(db, order.orderNo)).some(({ decidedAt }) => decidedAt === null);
}

/**
 * Has a receipt follow the changes its workflow has made: what was lost here is put on record again, and what the workflow has lost is asked
 * of it again by the sweep. Needs the rights of the owner.
 */
export async function followTold(
  db: Queryable,
  order: ReceivedOrder,
  told: readonly ToldChange[],
): Promise<void> {
  const { orderNo } = order;
  const known = await listChanges(db, orderNo);
  for (const change of known)
    if (!change.refusal && !told.some((one) => isThis(one, change))) await askAgain(db, change);
  for (const one of told)
    if (!known.some((change) => isThis(one, change))) {
      const requested = { orderNo, requestKey: `restored ${orderNo} ${one.seq}`, plan: one.plan, by: one.by };
      await markChanged(db, await insertChange(db, { ...requested, requestedAt: one.at }), one);
    }
  await putPlan(db, orderNo, planTold(order, told));
}

const isThis = ({ at, plan }: ToldChange, { decidedAt, track, budgetDays }: TrackChange): boolean =>
  at === decidedAt && plan.track === track && plan.budget === budgetDays;

const askAgain = (db: Queryable, { orderNo, seq }: TrackChange) =>
  db.query(sql`
    update track_changes
       set decided_at = null, event_seq = null, former_track = null, former_budget_days = null, former_plan = null
     where order_no = ${orderNo} and seq = ${seq}`);
