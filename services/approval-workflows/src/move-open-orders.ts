import type { Dependencies } from './dependencies.ts';
import { getCalendarInForce } from './calendars.ts';
import { countToMove, listToMove } from './orders.ts';

/** How many orders one round notifies. */
const batch = 200;
const abreast = 20;

/** Notifies a batch of open orders of the version in force and answers how many are not on it; 0 when a newer one is in force. */
export const moveOpenOrders =
  ({ pool, notifyCalendar }: Pick<Dependencies, 'pool' | 'notifyCalendar'>) =>
  async (version: string): Promise<number> => {
    if ((await getCalendarInForce(pool)).version !== version) return 0;
    const orders = await listToMove(pool, version, batch);
    for (let at = 0; at < orders.length; at += abreast)
      await Promise.all(orders.slice(at, at + abreast).map((orderNo) => notifyCalendar(orderNo, version)));
    return countToMove(pool, version);
  };
