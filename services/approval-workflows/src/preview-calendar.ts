import { type Answer, type Call, notFound, wholeNumber } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { z } from 'zod';
import { calendarChanges } from './calendar-change.ts';
import { findCalendar } from './calendars.ts';
import { OrderNo } from './order-no.ts';
import { listOpenOrders } from './orders.ts';
import type { OfCalendar } from './read-calendars.ts';
import { readOrder, type CalendarReader } from './read-order.ts';
import { things } from './words.ts';

/** Open orders looked at for one answer; `next` leads on. */
export const PreviewQuery = z.strictObject({
  limit: wholeNumber(1, 500, 200),
  after: OrderNo.optional(),
});

/** What publishing a version would change, order by order, before and after; nothing is touched. */
export const previewCalendar =
  ({ clock, calendarOf }: { clock: OfficeClock; calendarOf: CalendarReader }) =>
  async ({
    params,
    query,
    db,
  }: Call<unknown, OfCalendar, z.output<typeof PreviewQuery>>): Promise<Answer> => {
    const draft = await findCalendar(db, params.version);
    if (!draft) throw notFound(things.calendar);
    const now = await clock.now(db);
    const rows = await listOpenOrders(db, query);
    const items = [];
    for (const row of rows) {
      const { calendar, order } = await readOrder(db, row, calendarOf);
      const changes = calendarChanges(order, now, calendar, draft.calendar);
      if (changes.length > 0) items.push({ orderNo: row.orderNo, from: row.calendarVersion, changes });
    }
    const next = rows.length === query.limit ? (rows.at(-1)?.orderNo ?? null) : null;
    return { body: { version: params.version, looked: rows.length, items, next } };
  };
