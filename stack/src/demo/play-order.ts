import type { PlannedStep, PlannedTask, Plan, StepCode } from '@doudi/workflows';
import type { Turn } from './actions.ts';
import { decide, handOver, hire } from './actions.ts';
import type { Office } from './office.ts';
import { dayOf } from './office.ts';
import type { Script } from './script.ts';

/** An order and the people who work on it, each task on its day. */
export interface Play extends Omit<Turn, 'task'> {
  readonly plan: Plan;
  readonly done: Script['done'];
  readonly pace: Pick<Office, 'untilDay' | 'mustBeOn'>;
}

/** Works on an order, its steps side by side where the plan has them so, until its permit or until a task is left alone. */
export async function playOrder(play: Play): Promise<void> {
  const finished = new Map<StepCode, Promise<boolean>>();
  for (const step of play.plan.steps) {
    const before = Promise.all(step.after.map((code) => finished.get(code) ?? Promise.resolve(true)));
    finished.set(step.code, playStep(play, step, before));
  }
  await Promise.all(finished.values());
}

/** Whether the step was finished. */
async function playStep(play: Play, { tasks }: PlannedStep, before: Promise<boolean[]>): Promise<boolean> {
  if ((await before).includes(false)) return false;
  for (const task of tasks) if (!(await playTask(play, task))) return false;
  return true;
}

async function playTask(play: Play, task: PlannedTask): Promise<boolean> {
  const { pace, done, orderNo } = play;
  const day = done[task.code];
  if (!day) return false;
  const turn = { ...play, task: task.code };
  const what = `${task.code} of ${orderNo}`;
  if (task.kind === 'review') {
    await pace.untilDay(day);
    pace.mustBeOn(day, (await decide(turn, task.department)).at, what);
    return true;
  }
  const { openedAt, changedAt: signedAt } = await hire(turn, task.category);
  pace.mustBeOn(dayOf(openedAt), signedAt, `the contract for ${what}`);
  await pace.untilDay(day);
  pace.mustBeOn(day, (await handOver(turn, task.category)).changedAt, what);
  return true;
}
