import { insertNotices, type NewNotice } from '@doudi/infra/http';
import { dayEnds } from '@doudi/workflows';
import { type DeliveryRow, lateCause, listUntoldOfLateness } from './deliveries.ts';
import { limitOf, type Judged } from './delivery-answer.ts';
import { eraseAddresses } from './delivery-wishes.ts';
import type { Dependencies } from './dependencies.ts';
import { noticesAbout } from './notices-about.ts';
import { judgedNow } from './read-results.ts';

type Needed = Pick<Dependencies, 'pool' | 'clock' | 'calendarOf'>;
const dayMs = 86_400_000;

/** Ten working days are at least as many days of the calendar: what was decided later than that is late by no calendar. */
const leastMs = 10 * dayMs;

/** Tells departments, once for each, of the results that they have not handed over in time. */
export const warnOfLateDeliveries =
  ({ pool, ...needs }: Needed) =>
  async (): Promise<void> => {
    const judged = await judgedNow(pool, needs);
    const waiting = await listUntoldOfLateness(pool, judged.now - leastMs);
    await insertNotices(
      pool,
      waiting.flatMap((row) => noticesOf(row, judged)),
    );
  };

function noticesOf(row: DeliveryRow, judged: Judged): NewNotice[] {
  const { dueDay, isLate } = limitOf(row, judged);
  if (!isLate || dueDay === null) return [];
  const { no, orderNo, step, task, department } = row;
  const at = dayEnds(judged.calendar, dueDay);
  return noticesAbout(
    { kind: 'deliver-late', at, by: null, detail: {}, cause: `${lateCause}${no}` },
    { order: row, step, task, department, about: `delivery/${no}`, link: `/v1/progress/${orderNo}/results` },
    { dueDay },
  );
}

/** Days of the calendar after the end of an order for which the address its results went to is kept: for questions about the courier. */
const addressKeptDays = 90;

/** Erases the addresses of orders that ended long ago. */
export const forgetAddresses =
  ({ pool, clock }: Pick<Dependencies, 'pool' | 'clock'>) =>
  async (): Promise<void> =>
    void (await eraseAddresses(pool, (await clock.now()) - addressKeptDays * dayMs));
