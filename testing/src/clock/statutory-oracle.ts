import type { Instant, Limit } from '@doudi/workflows';
import type { ToldStep } from './act-oracle.ts';
import { chargedDays, isWork, oracleClock, placeOf, table, type Table } from './oracle.ts';
import { bucketOfDay, type ToldTask } from './told-ledger.ts';

/** The oracle of the limit by law: from receipt, or anew from the last paper that was missing before acceptance. */

const dayMs = 86_400_000;
const number = (place: number, days: Table): number => Date.parse(`${days[place]?.name}T00:00:00Z`) / dayMs;

/** What a task's ledger is to the other oracles. */
export const segmentOf = ({ step }: ToldStep, { planned, openedAt, closedAt }: ToldTask) => {
  const changes = step.ledger.filter(({ task }) => task === planned.code);
  return { openedAt, closedAt, budget: planned.budget, changes };
};

/** The place of the due day, null while the limit is paused in time, and whether it has passed. */
export function oracleStatutory(
  told: ToldStep,
  { task, limit }: { task: ToldTask; limit: Limit },
  { now, days = table }: { now: Instant; days?: Table },
): { readonly due: number | null; readonly isLate: boolean } {
  const restarted = task.supplements.find(({ isAfterAcceptance }) => !isAfterAcceptance)?.suppliedAt;
  const day0 = placeOf(restarted ?? task.openedAt, days);
  const at = Math.min(now, task.closedAt ?? now);
  const open = { ...segmentOf(told, task), closedAt: null };
  const charged = chargedDays(open, at, days).at(-1)?.place ?? day0;
  const { inForce } = oracleClock(open, at, days);
  const allowed = limit.days + (task.extendedAt === null ? 0 : (task.planned.extendableBy ?? 0));
  const due = countTo(allowed);
  return { due, isLate: due !== null && placeOf(at, days) > due };

  /** Counts the days a department or an agency had the work, a day off with the working day after it. */
  function countTo(wanted: number): number | null {
    let counted = 0;
    for (let place = day0 + 1; place <= charged || isWork(inForce); place++) {
      if (!isWork(place <= charged ? bucketOfDay(told, place, days) : inForce)) continue;
      if (counted >= wanted) return place - 1;
      counted += limit.unit === 'working-day' ? 1 : number(place, days) - number(place - 1, days);
    }
    return null;
  }
}
