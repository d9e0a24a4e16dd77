import { activities } from '@doudi/approval-workflows/activities';
import { calendarReader, insertShippedCalendar } from '@doudi/approval-workflows/calendars';
import { role } from '@doudi/approval-workflows/config';
import { openPool, survivePostgresRestarts } from '@doudi/infra/database';
import { officeClock, openLog } from '@doudi/infra/service';
import { shippedCalendar } from '@doudi/workflows';
import type { Template } from './template-orders.ts';

const nobody = () => Promise.resolve();

/** Puts played orders on record by the activities of the service, as their workflows have it done. */
export async function recordOrders(databaseUrl: string, orders: readonly Template[]): Promise<void> {
  const pool = openPool({ url: databaseUrl, role, max: 2 });
  survivePostgresRestarts(pool, openLog({ service: 'bench', level: 'silent' }));
  const clock = officeClock(pool, { production: true });
  const far = { gatewayUrl: undefined, tellOrder: nobody, tellCalendar: nobody };
  const floor = activities({ pool, clock, calendarOf: calendarReader(), ...far });
  try {
    await insertShippedCalendar(pool, shippedCalendar);
    for (const { received, steps, closedAt } of orders) {
      const { orderNo } = received;
      await floor.registerOrder(received);
      for (const step of steps) await floor.projectStep(step);
      if (closedAt !== null)
        await floor.projectOrder({ orderNo, generation: 1, closedAt, outcome: 'approved', events: [] });
    }
  } finally {
    await pool.end();
  }
}
