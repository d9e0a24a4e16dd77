import type { Calendar, Day } from '../../domain/calendar.ts';
import {
  deliveryActs,
  type Delivery,
  type DeliveryAct,
  type DeliveryState,
  type DeliveryWay,
} from '../../domain/delivery.ts';
import type { Instant } from '../../domain/instant.ts';
import type { DeliveryRefusal, Refusal } from '../../domain/refusal.ts';
import { officeDay } from '../calendar/office-day.ts';
import { addWorkingDays } from '../calendar/working-days.ts';

/** Working days from the decision to hand over what was issued: Administrative Licensing Law, art. 44, with art. 82 for the unit. */
const deliveryDays = 10;

interface Move {
  readonly from: readonly DeliveryState[];
  readonly to: DeliveryState;
  /** only what is to be sent */
  readonly by?: DeliveryWay;
  /** also a result that was taken back: nothing of it is handed over any more */
  readonly ofRevoked?: true;
  /** a code of `words` */
  readonly action: string;
  readonly fields: readonly string[];
}

/** The one table of deliveries: from where, to where, and what is said with it. Proof alone ends the limit. */
const moves: Readonly<Record<DeliveryAct, Move>> = {
  dispatch: {
    ...{ from: ['new'], to: 'ongoing', by: 'courier' },
    ...{ action: 'dispatch-result', fields: ['courier', 'trackingNo'] },
  },
  'hand-over': { from: ['new'], to: 'done', action: 'hand-over-result', fields: ['note'] },
  prove: { from: ['ongoing'], to: 'done', ofRevoked: true, action: 'prove-delivery', fields: ['note'] },
  cancel: {
    ...{ from: ['new', 'ongoing'], to: 'cancelled', ofRevoked: true },
    ...{ action: 'cancel-delivery', fields: ['note'] },
  },
  renew: { from: ['cancelled'], to: 'new', action: 'renew-delivery', fields: [] },
};

/** What bears on a delivery from outside it. */
export interface DeliveryCase {
  /** what the applicant wishes; at the counter unless said */
  readonly way: DeliveryWay;
  /** the result was taken back */
  readonly isRevoked: boolean;
}

export interface DeliveryAction extends Pick<Move, 'action' | 'fields'> {
  readonly act: DeliveryAct;
}

/** What can be done with a delivery now: `deliveryProgress` accepts these and no others. */
export const deliveryActions = (delivery: Delivery, known: DeliveryCase): DeliveryAction[] =>
  deliveryActs.flatMap((act) => {
    const { action, fields } = moves[act];
    return barredBy(delivery, act, known) ? [] : [{ act, action, fields }];
  });

/** What an act makes of a delivery, or why it is refused. */
export function deliveryProgress(
  delivery: Delivery,
  { act, at }: { readonly act: DeliveryAct; readonly at: Instant },
  known: DeliveryCase,
): Delivery | Refusal<DeliveryRefusal> {
  const barred = barredBy(delivery, act, known);
  if (barred) return barred;
  const { to } = moves[act];
  const doneAt = to === 'done' ? Math.max(at, delivery.decidedAt) : null;
  return { ...delivery, state: to, doneAt, acts: delivery.acts + 1 };
}

function barredBy(
  { state }: Delivery,
  act: DeliveryAct,
  { way, isRevoked }: DeliveryCase,
): Refusal<DeliveryRefusal> | undefined {
  const { from, by, ofRevoked } = moves[act];
  if (!from.includes(state)) return { refused: 'delivery-not-there', state, needs: from };
  if (isRevoked && !ofRevoked) return { refused: 'revoked-already' };
  return by && by !== way ? { refused: 'no-courier-wished' } : undefined;
}

/** When a result must be handed over, and whether it was not: by the proof when there is one, else by `now`. Of a revoked one nothing is due. */
export function deliveryLimit(
  calendar: Calendar,
  { decidedAt, doneAt }: Delivery,
  { now, isRevoked }: { readonly now: Instant; readonly isRevoked: boolean },
): { readonly dueDay: Day | null; readonly isLate: boolean } {
  if (isRevoked && doneAt === null) return { dueDay: null, isLate: false };
  const dueDay = addWorkingDays(calendar, officeDay(calendar, decidedAt), deliveryDays);
  return { dueDay, isLate: officeDay(calendar, doneAt ?? now) > dueDay };
}
