import { inTransaction } from '@doudi/infra/database';
import { insertNotices } from '@doudi/infra/http';
import { shanghaiDay, type CompactCalendar } from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import { calendarChanges } from './calendar-change.ts';
import { insertMove } from './calendar-moves.ts';
import { noticeOfCalendar } from './notices-of-order.ts';
import { getOrderForUpdate, markCalendar } from './orders.ts';
import { readOrder } from './read-order.ts';
import { since } from './register-order.ts';

/** Puts an order on another calendar, with a record of what that changed; a repetition changes nothing. */
export const moveOrder =
  ({ pool, clock, calendarOf }: Pick<Dependencies, 'pool' | 'clock' | 'calendarOf'>) =>
  (orderNo: string, version: string): Promise<CompactCalendar> =>
    inTransaction(pool, async (db) => {
      const row = await getOrderForUpdate(db, orderNo);
      const to = await calendarOf(db, version);
      if (row.calendarVersion !== version) {
        const now = await clock.now(db);
        const { calendar: from, order } = await readOrder(db, row, calendarOf);
        const changes = calendarChanges(order, now, from, to);
        await insertMove(db, orderNo, {
          fromVersion: from.version,
          toVersion: version,
          movedAt: new Date(now),
          changes,
        });
        await markCalendar(db, orderNo, version);
        const dueDay = changes.find(({ step }) => step === null)?.after.dueDay ?? null;
        if (changes.length > 0) await insertNotices(db, noticeOfCalendar(row, { version, at: now, dueDay }));
      }
      return since(to, shanghaiDay(row.receivedAt).slice(0, 4));
    });
