import { orderClock, type Calendar, type Track } from '@doudi/workflows';
import { changeBudgets, type Budgets } from './change-budgets.ts';
import { finishedOrder, type FinishedOrder } from './finished-order.ts';
import { randomOf } from './random.ts';

/** How an order ended: working days, and by how many calendar days its due day is another. */
export interface Replayed {
  readonly track: Track;
  readonly before: Ending;
  readonly after: Ending;
  readonly shift: number | null;
}
export interface Ending {
  readonly used: number;
  readonly remaining: number;
  readonly isLate: boolean;
}

export interface Replay {
  readonly orders: number;
  readonly seed: number;
  readonly calendar: Calendar;
  /** what the same orders are counted by the second time */
  readonly instead: { readonly calendar: Calendar; readonly budgets: Budgets };
}

/** Makes finished orders from a seed. */
export function* finishedOrders({
  orders,
  seed,
  calendar,
}: Omit<Replay, 'instead'>): Generator<FinishedOrder> {
  const random = randomOf(seed);
  for (let order = 0; order < orders; order++) yield finishedOrder(calendar, random);
}

/** Counts one finished order twice with the rules of the product: as it was, and with other budgets or another calendar. */
export function replayOrder(
  order: FinishedOrder,
  calendar: Calendar,
  { instead }: Pick<Replay, 'instead'>,
): Replayed {
  const before = orderClock(calendar, order, order.closedAt);
  const after = orderClock(instead.calendar, changeBudgets(order, instead.budgets), order.closedAt);
  const isDue = before.dueDay !== null && after.dueDay !== null;
  return {
    track: order.track,
    before,
    after,
    shift: isDue ? daysBetween(before.dueDay, after.dueDay) : null,
  };
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
