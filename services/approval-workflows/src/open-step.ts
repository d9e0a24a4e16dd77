import { IsoDay } from '@doudi/infra/http';
import {
  departmentOf,
  departments,
  lights,
  orderProgress,
  stepCodes,
  taskCodes,
  tracks,
  type Calendar,
  type Instant,
  type Order,
  type OrderProgress,
} from '@doudi/workflows';
import { z } from 'zod';
import type { OrderRow } from './orders.ts';
import { HolderAnswer } from './progress-answer.ts';

/** An open step of an order, as those who oversee look for it. */
export const OpenStep = z
  .strictObject({
    orderNo: z.string(),
    projectCode: z.string(),
    projectName: z.string().nullable(),
    track: z.enum(tracks),
    step: z.enum(stepCodes),
    light: z.enum(lights),
    /** the task that is open in it */
    task: z.enum(taskCodes).nullable(),
    /** whose task that is; null of an agency's work */
    department: z.enum(departments).nullable(),
    holder: HolderAnswer.nullable(),
    usedDays: z.int().min(0),
    budgetDays: z.int().min(0),
    dueDay: IsoDay.nullable(),
    provisional: z.boolean(),
  })
  .meta({ id: 'OpenStep' });
export type OpenStep = z.output<typeof OpenStep>;

interface Judged {
  readonly row: Pick<OrderRow, 'orderNo' | 'projectCode' | 'track'>;
  readonly order: Order;
  readonly projectName: string | null;
  readonly calendar: Calendar;
}

/** The progress of an order, and its open steps, as the rules see them at `now`. */
export function openStepsOf(
  { row, order, projectName, calendar }: Judged,
  now: Instant,
): { progress: OrderProgress; steps: OpenStep[] } {
  const progress = orderProgress(calendar, order, now);
  const { orderNo, projectCode, track } = row;
  const about = { orderNo, projectCode, projectName, track };
  const steps = progress.steps.flatMap(({ code, light, openTask, holder, tasks, ...step }) => {
    if (step.state !== 'open' || light === null) return [];
    const task = tasks.find((one) => one.code === openTask);
    return [
      {
        ...about,
        ...{ step: code, light, task: openTask, department: (task && departmentOf(task)) ?? null, holder },
        ...{ usedDays: step.used, budgetDays: step.budget },
        ...{ dueDay: step.dueDay, provisional: step.isProvisional },
      },
    ];
  });
  return { progress, steps };
}
