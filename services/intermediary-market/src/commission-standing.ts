import type { Queryable } from '@doudi/infra/database';
import { commissionLight, type Day, type Instant, type Light, officeDay } from '@doudi/workflows';
import { calendarInForce } from './calendar-in-force.ts';
import type { CommissionRow } from './commissions.ts';
import { listEngagements, promisedDays } from './engagements.ts';
import { listWork } from './milestones.ts';
import { dueDayOfWork } from './used-days.ts';

/** How a commission stands by what its agency has promised. */
export interface CommissionStanding {
  readonly dueDay: Day | null;
  readonly light: Light;
}

/** The standings of commissions at `now`, by their numbers. */
export async function standingsOf(
  db: Queryable,
  rows: readonly CommissionRow[],
  now: Instant,
): Promise<(commissionNo: string) => CommissionStanding> {
  const numbers = rows.map(({ commissionNo }) => commissionNo);
  const [work, engagements] = [await listWork(db, numbers), await listEngagements(db, numbers)];
  const calendar = await calendarInForce(db);
  const standings = rows.map((row): [string, CommissionStanding] => {
    const { commissionNo, state } = row;
    const days = promisedDays(engagements, row);
    const own = work.filter((one) => one.commissionNo === commissionNo);
    const dueDay = dueDayOfWork(calendar, row, { work: own, promised: days, now });
    return [
      commissionNo,
      { dueDay, light: commissionLight(calendar, { state, dueDay, days }, officeDay(calendar, now)) },
    ];
  });
  const known = new Map(standings);
  return (commissionNo) => known.get(commissionNo) ?? { dueDay: null, light: 'PAUSED' };
}
