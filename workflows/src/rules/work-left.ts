import type { TaskCode } from '../domain/catalogue.ts';
import { isCounting } from './charging.ts';
import type { StandingLine, StandingStep } from './order-standing.ts';

/** The line in force as the day with this serial began: the last one written before it. */
export const lineAsOf = (lines: readonly StandingLine[], day: number): StandingLine | undefined =>
  lines.findLast((line) => line.serial < day) ?? lines[0];

/** Working days left, as the day began, of the task then open; never below 0. */
export function taskLeft(step: StandingStep, day: number): number {
  const line = lineAsOf(step.lines, day);
  return line ? Math.max(0, line.budget - usedBefore(step, line.task, day)) : 0;
}

/** Counting days the task had before this day. */
function usedBefore({ lines }: StandingStep, task: TaskCode, day: number): number {
  let used = 0;
  for (const [i, line] of lines.entries()) {
    if (line.serial >= day - 1) break;
    if (line.task !== task || !isCounting(line.bucket)) continue;
    used += Math.max(0, Math.min(lines[i + 1]?.serial ?? day, day - 1) - line.serial);
  }
  return used;
}
