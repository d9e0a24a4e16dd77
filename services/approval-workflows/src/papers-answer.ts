import { paperKinds, standingOf, type Instant, type Order, type TaskCode } from '@doudi/workflows';
import { z } from 'zod';
import type { OrderRow } from './orders.ts';
import type { ProjectPaper } from './project-papers.ts';

/** A paper on the list of a task, and by which paper of the project's pool it is in; an expired one has to be renewed. */
export const TaskPaper = z
  .strictObject({
    kind: z.enum(paperKinds),
    isMain: z.boolean(),
    /** whether the applicant may commit himself in writing instead */
    byCommitment: z.boolean(),
    standing: z.enum(['in', 'expired', 'missing']),
    paperNo: z.string().nullable(),
  })
  .meta({ id: 'TaskPaper' });

interface Known {
  readonly row: Pick<OrderRow, 'plan'>;
  readonly papers: readonly ProjectPaper[];
  readonly order: Pick<Order, 'steps'>;
  readonly now: Instant;
}

export type PapersShown = ReturnType<typeof papersShown>;

/** How the list of each task stands now, or stood when the task ended. */
export const papersShown =
  ({ row, papers, order, now }: Known) =>
  (code: TaskCode): z.output<typeof TaskPaper>[] => {
    const tasks = row.plan.steps.flatMap((step) => step.tasks);
    const { paperList = [] } = tasks.find((task) => task.code === code) ?? {};
    const opened = order.steps.flatMap((step) => step.tasks).find((task) => task.code === code);
    const at = opened?.closedAt ?? now;
    return paperList.map(({ byCommitment = false, ...need }) => {
      const { state: standing, paperNo } = standingOf(need.kind, papers, at);
      return { ...need, byCommitment, standing, paperNo };
    });
  };
