import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { fullCalendar } from '../domain/compact-calendar.ts';
import type { Plan } from '../domain/plan.ts';
import type { OrderClockUpdate, ReceivedOrder, Registration } from '../messages/order.ts';
import { dayEnds } from '../rules/calendar/office-day.ts';
import { isProvisional } from '../rules/calendar/working-days.ts';
import { inBoth } from '../domain/words.ts';
import { dueRows, pageRow, showDetails } from './details.ts';
import { searchAttributes } from '../domain/search-attributes.ts';
import { attributeWriter } from './search-attributes.ts';

/** Shows an order's mark to administrators: search attributes when they change, and the small table. */
export function orderView({ orderNo }: ReceivedOrder, plan: () => Plan) {
  const upsert = attributeWriter([]);
  return ({ calendar: given, pageUrl }: Registration, { light, dueDay }: OrderClockUpdate): void => {
    const calendar = fullCalendar(given);
    const dueAt = dueDay === null ? null : dayEnds(calendar, dueDay);
    const pairs: SearchAttributeUpdatePair[] = [
      { key: searchAttributes.slaStatus, value: light },
      { key: searchAttributes.slaDueAt, value: dueAt === null ? null : new Date(dueAt) },
    ];
    upsert(pairs);
    const dues = dueRows(dueDay, {
      isProvisional: dueDay !== null && isProvisional(calendar, dueDay),
      lateSince: light === 'RED' ? dueAt : null,
    });
    showDetails([
      ['order', orderNo],
      ['track', `${plan().track} (${plan().budget} ${inBoth('working-days')})`],
      ...(light === 'DONE' || light === 'ENDED' ? [] : dues),
      pageRow(pageUrl),
    ]);
  };
}
