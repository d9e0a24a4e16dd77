import type { Bucket } from '../../domain/ledger.ts';
import type { Step, Task } from '../../domain/step.ts';
import type { Department } from '../../domain/tracks-and-steps.ts';
import { openTaskOf } from './step-progress.ts';

/** Who holds the ball: whose move it is. */
export type Holder =
  | { readonly role: 'reviewer' | 'checker'; readonly department: Department }
  | { readonly role: 'enterprise' | 'agency' | 'stop' };

/** Who holds the ball of a step as it stands; nobody once it is closed. */
export function holderOf(step: Step, inForce: Bucket | null): Holder | null {
  const task = openTaskOf(step);
  if (step.closedAt !== null || !task) return null;
  if (step.stops.some((stop) => stop.endedAt === null)) return { role: 'stop' };
  return holderOfTask(task, inForce);
}

/** Whatever is awaited from the enterprise is its move, but a contract is the agency's to sign. */
function holderOfTask(task: Task, inForce: Bucket | null): Holder {
  if (task.state === 'contracting') return { role: 'agency' };
  if (inForce === 'OWNER' || task.state === 'briefing' || task.state === 'delivered')
    return { role: 'enterprise' };
  if (task.kind === 'commission') return { role: 'agency' };
  return { role: task.state === 'checking' ? 'checker' : 'reviewer', department: task.department };
}
