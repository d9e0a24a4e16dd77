import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { OrderClockUpdate, ReceivedOrder, Registration } from '../messages/order.ts';
import { dayEnds } from '../rules/calendar/office-day.ts';
import { isProvisional } from '../rules/calendar/working-days.ts';
import { inBoth } from '../domain/words.ts';
import { showDetails } from './details.ts';
import { searchAttributes } from '../domain/search-attributes.ts';
import { attributeWriter } from './search-attributes.ts';

/** Shows an order's mark to administrators: search attributes when they change, and the small table. */
export function orderView(order: ReceivedOrder) {
  const upsert = attributeWriter([]);
  return ({ calendar, progressUrl }: Registration, { light, dueDay }: OrderClockUpdate): void => {
    const pairs: SearchAttributeUpdatePair[] = [
      { key: searchAttributes.slaStatus, value: light },
      { key: searchAttributes.slaDueAt, value: dueDay === null ? null : new Date(dayEnds(calendar, dueDay)) },
    ];
    upsert(pairs);
    const provisional =
      dueDay !== null && isProvisional(calendar, dueDay) ? ` (${inBoth('provisional')})` : '';
    showDetails(
      [
        ['order', `${order.orderNo} · ${order.plan.track} (${order.plan.budget})`],
        ['light', inBoth(light)],
        ['due', `${dueDay ?? '–'}${provisional}`],
      ],
      progressUrl,
    );
  };
}
