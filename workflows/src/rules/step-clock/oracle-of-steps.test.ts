import type { Instant } from '../../domain/instant.ts';
import type { Light } from '../../domain/ledger.ts';
import type { Step } from '../../domain/step.ts';
import { oracleClock, type OracleStretch, placeOf, table, type Table } from './oracle.test.ts';

/** For the tests of this folder: the light of a step a second time, read off the oracle's clock. */

export const stepOf = ({ openedAt, closedAt, tasks, ledger }: Step): OracleStretch => {
  let budget = 0;
  for (const task of tasks) budget += task.budget;
  return { openedAt, closedAt, budget, changes: ledger };
};

export function oracleStepLight(step: Step, now: Instant, days: Table = table): Light {
  if (step.closedAt !== null && step.closedAt <= now) return 'DONE';
  const clock = oracleClock(stepOf(step), now, days);
  if (clock.isLate) return 'RED';
  if (clock.inForce === 'OWNER' || clock.inForce === 'EXCLUDED') return 'PAUSED';
  const threshold = Math.max(1, Math.ceil((stepOf(step).budget * 3) / 10));
  let left = 0;
  for (let place = placeOf(now, days); place <= (clock.due as number); place++) left += 1;
  if (left <= threshold) return 'YELLOW';
  const open = step.tasks.find(
    (task) =>
      task.openedAt !== null && task.openedAt <= now && (task.closedAt === null || task.closedAt > now),
  );
  if (!open) return 'GREEN';
  const changes = step.ledger.filter((line) => line.task === open.code);
  const { isLate } = oracleClock(
    { openedAt: open.openedAt ?? 0, closedAt: null, budget: open.budget, changes },
    now,
    days,
  );
  return isLate ? 'YELLOW' : 'GREEN';
}
