import type { Queryable } from '@doudi/infra/database';
import { forbidden, notFound, type AccessScope } from '@doudi/infra/http';
import {
  departmentOf,
  taskCodes,
  type Department,
  type PlannedStep,
  type PlannedTask,
} from '@doudi/workflows';
import { z } from 'zod';
import { OrderNo } from './order-no.ts';
import { findPlan } from './orders.ts';
import { noDepartment, things } from './words.ts';

export const OfTask = z.strictObject({ orderNo: OrderNo, task: z.enum(taskCodes) });
export type OfTask = z.output<typeof OfTask>;

/** Something about a task, by its number of so many digits at most. */
export const ofTaskNumbered = (digits: number) =>
  OfTask.extend({
    no: z
      .string()
      .regex(new RegExp(`^[1-9][0-9]{0,${digits - 1}}$`))
      .transform(Number),
  });

/** A claim or an amendment of a task. */
export const OfNumber = ofTaskNumbered(9);
export type OfNumber = z.output<typeof OfNumber>;

/** The department the caller is bounded by; throws 403 when the token names none. */
export function departmentIn({ department }: AccessScope): Department {
  if (!department) throw forbidden(noDepartment);
  return department as Department;
}

/** Whose a task must be for somebody to know of it. */
export type IsTheirs = (task: PlannedTask) => boolean;

export const ofDepartment =
  (department: Department): IsTheirs =>
  (task) =>
    departmentOf(task) === department;

/** Of a department that the task consults. */
export const consulting =
  (department: Department): IsTheirs =>
  ({ consults }) =>
    consults?.departments.includes(department) ?? false;

/** A review whose result somebody of this department hands over: its own, or any at the service counter. */
export const handingOver =
  (department: Department): IsTheirs =>
  (task) =>
    departmentOf(task) !== null && (department === 'ASC' || departmentOf(task) === department);

/** The step a task belongs to, when it is one of theirs; throws 404 otherwise: a stranger may not know of it. */
export async function stepOfTask(
  db: Queryable,
  { orderNo, task }: OfTask,
  isTheirs: IsTheirs,
): Promise<PlannedStep> {
  const plan = await findPlan(db, orderNo);
  const step = plan?.steps.find(({ tasks }) => tasks.some((one) => one.code === task && isTheirs(one)));
  if (!step) throw notFound(things.task);
  return step;
}
