import type { Bucket } from '../../domain/ledger.ts';
import { departmentOf } from '../../domain/plan.ts';
import type { Step, Task } from '../../domain/step.ts';
import type { Department } from '../../domain/tracks-and-steps.ts';
import { openTaskOf } from './step-progress.ts';
import { bucketOfTask, type HolderRole, kindOf } from './task-kinds.ts';

/** Who holds the ball: whose move it is, and of which department where one decides. */
export interface Holder {
  readonly role: HolderRole | 'stop';
  readonly department?: Department;
}

/** Who holds the ball of a step as it stands; nobody once it is closed. */
export function holderOf(step: Step, inForce: Bucket | null): Holder | null {
  const task = openTaskOf(step);
  if (!task) return null;
  if (step.stops.some((stop) => stop.endedAt === null)) return { role: 'stop' };
  return holderOfTask(task, inForce);
}

/** The ledger may say that something is awaited from the enterprise although the task's state does not. */
function holderOfTask(task: Task, inForce: Bucket | null): Holder {
  if (inForce === 'OWNER' && bucketOfTask(task) !== 'OWNER') return { role: 'enterprise' };
  const role = kindOf(task).states[task.state]?.holder ?? 'enterprise';
  const department = role === 'reviewer' || role === 'checker' ? departmentOf(task) : null;
  return department ? { role, department } : { role };
}
