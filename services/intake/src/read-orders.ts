import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';
import {
  ActionAnswer,
  type Answer,
  type Call,
  IsoInstant,
  notFound,
  page,
  pageOf,
  pageShape,
} from '@doudi/infra/http';
import { outcomes, shanghaiIso, shanghaiIsoOrNull, tracks } from '@doudi/workflows';
import { actionsOn } from './order-actions.ts';
import { findOrder, listOrders, receiptStates, type Receipt } from './orders.ts';
import { listChanges, type TrackChange } from './track-changes.ts';
import { findWithdrawal } from './withdrawals.ts';
import { things } from './words.ts';

export const OfOrder = z.strictObject({
  orderNo: z
    .string()
    .regex(
      /^O[0-9]{12,16}$/,
      bilingual('须为订单编号，如 O202607010001', 'must be the number of an order, such as O202607010001'),
    ),
});
export type OfOrder = z.output<typeof OfOrder>;
export const OrdersQuery = z.strictObject({
  ...pageShape,
  state: z.enum(receiptStates).optional(),
  track: z.enum(tracks).optional(),
});

/** An order as intake shows it: its receipt, and where its progress is read. */
export const OrderAnswer = z
  .strictObject({
    orderNo: z.string(),
    projectCode: z.string(),
    uscc: z.string(),
    agentId: z.string(),
    track: z.enum(tracks),
    budgetDays: z.int().min(0),
    state: z.enum(receiptStates),
    receivedAt: IsoInstant,
    startedAt: IsoInstant.nullable(),
    closedAt: IsoInstant.nullable(),
    outcome: z.enum(outcomes).nullable(),
    progress: z.string(),
  })
  .meta({ id: 'Order' });
export const OrdersAnswer = pageOf(OrderAnswer);

const OnTrack = z.strictObject({ track: z.enum(tracks), budgetDays: z.int().min(0) }).meta({ id: 'OnTrack' });

/** One order with its changes of track, and its withdrawal, if there was one. */
export const OneOrder = OrderAnswer.extend({
  /** what the caller can do with it now */
  actions: z.array(ActionAnswer),
  /** the tracks and days it was on before, as requested */
  trackChanges: z.array(
    z
      .strictObject({ at: IsoInstant, by: z.string(), from: OnTrack, to: OnTrack })
      .meta({ id: 'TrackChange' }),
  ),
  withdrawal: z.strictObject({ at: IsoInstant, by: z.string(), reason: z.string() }).nullable(),
}).meta({ id: 'OrderRecord' });

export const showOrder = ({ plan: _, ...receipt }: Receipt): z.output<typeof OrderAnswer> => ({
  ...receipt,
  receivedAt: shanghaiIso(receipt.receivedAt),
  startedAt: shanghaiIsoOrNull(receipt.startedAt),
  closedAt: shanghaiIsoOrNull(receipt.closedAt),
  progress: `/v1/progress/${receipt.orderNo}`,
});

export async function readOrder({ caller, params, scope, db }: Call<unknown, OfOrder>): Promise<Answer> {
  const receipt = await findOrder(db, params.orderNo, scope);
  if (!receipt) throw notFound(things.order);
  const withdrawal = await findWithdrawal(db, params.orderNo);
  const shown = withdrawal && {
    at: shanghaiIso(withdrawal.at),
    by: withdrawal.by,
    reason: withdrawal.reason,
  };
  const changes = await listChanges(db, params.orderNo);
  const seen = { caller, scope, isWithdrawn: withdrawal !== undefined, changes };
  const actions = await actionsOn(db, receipt, seen);
  const trackChanges = changes.flatMap(showChange);
  return { body: { ...showOrder(receipt), withdrawal: shown ?? null, trackChanges, actions } };
}

/** A change that was made; what was refused or is not decided is none. */
function showChange({ by, decidedAt, formerTrack, formerBudgetDays, track, budgetDays }: TrackChange) {
  if (decidedAt === null || formerTrack === null) return [];
  const from = { track: formerTrack, budgetDays: formerBudgetDays };
  return [{ at: shanghaiIso(decidedAt), by, from, to: { track, budgetDays } }];
}

/** The orders within the caller's reach, newest first. */
export async function readOrders({
  query,
  scope,
  db,
}: Call<unknown, unknown, z.output<typeof OrdersQuery>>): Promise<Answer> {
  const receipts = await listOrders(db, scope, query);
  return { body: page(receipts, query, showOrder, ({ receivedAt, orderNo }) => [receivedAt, orderNo]) };
}
