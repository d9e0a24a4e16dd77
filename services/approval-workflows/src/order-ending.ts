import type { Queryable } from '@doudi/infra/database';
import { IsoInstant } from '@doudi/infra/http';
import {
  departmentOf,
  departments,
  outcomes,
  shanghaiIso,
  stepCodes,
  taskCodes,
  type Order,
  type Outcome,
  type StepCode,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { isCounted } from './events.ts';
import { isRevocation, type KnownReason, Reason } from './reasons.ts';

/** How an order ended, and what ended it: of a refusal the task that was refused, and why. */
export const EndingAnswer = z
  .strictObject({
    outcome: z.enum(outcomes),
    at: IsoInstant,
    step: z.enum(stepCodes).nullable(),
    task: z.enum(taskCodes).nullable(),
    department: z.enum(departments).nullable(),
    reasons: z.array(Reason),
    /** what was issued and has been taken back since, with why */
    revocations: z.array(Reason),
  })
  .meta({ id: 'Ending' });

/** The step whose own refusal ended the order; the others bear an event `end`. None where a permit or a withdrawal did. */
export async function findEndingStep(db: Queryable, orderNo: string): Promise<StepCode | null> {
  const { rows } = await db.query<{ step: StepCode }>(sql`
    select s.step from steps s
     where s.order_no = ${orderNo} and s.outcome <> 'approved'
       and not exists (select from events e where e.order_no = s.order_no and e.step = s.step and e.kind = 'end' and ${isCounted})
     order by s.closed_at limit 1`);
  return rows[0]?.step ?? null;
}

/** How an order that has closed ended, with what was written about it; `withdrawn` says why it was withdrawn, if it was. */
export function orderEnding(
  { order, outcome, withdrawn }: { order: Order; outcome: Outcome; withdrawn: readonly Reason[] },
  code: StepCode | null,
  known: readonly KnownReason[],
) {
  const step = order.steps.find((one) => one.code === code);
  const task = step?.tasks.find(({ state }) => state === 'closed');
  const at = shanghaiIso(step?.closedAt ?? order.closedAt ?? 0);
  const reasons = known.flatMap(({ reason }) =>
    task && reason.task === task.code && reason.at === at ? [reason] : [],
  );
  const revocations = known.flatMap(({ reason }) => (isRevocation(reason) ? [reason] : []));
  const where = { step: step?.code ?? null, task: task?.code ?? null };
  return {
    outcome,
    at,
    ...where,
    department: task ? departmentOf(task) : null,
    reasons: [...reasons, ...withdrawn],
    revocations,
  };
}
