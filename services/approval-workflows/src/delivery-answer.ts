import { type ActionAnswer, IsoDay, IsoInstant } from '@doudi/infra/http';
import {
  deliveryActions,
  deliveryLimit,
  deliveryStates,
  deliveryWays,
  isProvisional,
  shanghaiIsoOrNull,
  wordsOf,
  type Calendar,
  type Instant,
} from '@doudi/workflows';
import { z } from 'zod';
import { caseOf, type DeliveryRow, deliveryOf } from './deliveries.ts';

/** Where the handing over of a result stands. */
export const DeliveryAnswer = z
  .strictObject({
    deliveryState: z.enum(deliveryStates),
    /** how it was handed over or is on its way; before that, as the applicant wishes */
    deliveryWay: z.enum(deliveryWays),
    courier: z.string().nullable(),
    trackingNo: z.string().nullable(),
    /** of the newest act: who received it, or why it was cancelled */
    note: z.string().nullable(),
    doneAt: IsoInstant.nullable(),
    /** ten working days after the decision; null of a result that was taken back before */
    dueDay: IsoDay.nullable(),
    isLate: z.boolean(),
    provisional: z.boolean(),
  })
  .meta({ id: 'Delivery' });

/** Where something is sent to; null at the counter, and once it is erased. */
export const AddressAnswer = z
  .strictObject({ recipient: z.string(), phone: z.string(), address: z.string() })
  .nullable();

/** When something is judged, and by which calendar. */
export interface Judged {
  readonly calendar: Calendar;
  readonly now: Instant;
}

export const limitOf = (row: DeliveryRow, { calendar, now }: Judged) =>
  deliveryLimit(calendar, deliveryOf(row), { now, isRevoked: row.isRevoked });

export function showDelivery(row: DeliveryRow, judged: Judged): z.input<typeof DeliveryAnswer> {
  const { state, way, wishedWay, courier, trackingNo, note, doneAt } = row;
  const { dueDay, isLate } = limitOf(row, judged);
  return {
    ...{ deliveryState: state, deliveryWay: way ?? wishedWay, courier, trackingNo, note },
    ...{ doneAt: shanghaiIsoOrNull(doneAt?.getTime() ?? null), dueDay, isLate },
    provisional: dueDay !== null && isProvisional(judged.calendar, dueDay),
  };
}

/** Whether somebody of a department hands over what it has issued. */
export const handsOver = ({ roles }: { readonly roles: readonly string[] }): boolean =>
  roles.some((role) => role === 'reviewer' || role === 'checker');

/** What somebody of the department, or of the service counter, can do with a delivery now. */
export function actionsOnDelivery(
  row: DeliveryRow | undefined,
  who: Parameters<typeof handsOver>[0],
): ActionAnswer[] {
  if (!row || !handsOver(who)) return [];
  const href = `/v1/tasks/${row.orderNo}/${row.task}/delivery`;
  return deliveryActions(deliveryOf(row), caseOf(row)).map(({ act, action, fields }) => ({
    ...{ action, what: wordsOf(action), verb: 'POST', href, body: { act } },
    ...{ fields: [...fields], until: null },
  }));
}
