import { type Answer, type Call, forbidden, page, type PageQuery, pageShape } from '@doudi/infra/http';
import {
  departments,
  dueIn,
  shanghaiDay,
  shanghaiIso,
  type Calendar,
  type Department,
  type Instant,
} from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { listReasons, reasonsOfTask } from './reasons.ts';
import { TasksAnswer } from './tasks-answer.ts';
import { withWords } from './with-words.ts';
import { listDepartmentTasks, type DepartmentTask } from './tasks.ts';
import { noDepartment } from './words.ts';

export const TasksQuery = z.strictObject(pageShape);

/** The open tasks of the caller's department, late ones first. */
export const readTasks =
  ({ clock, calendarOf }: Pick<Dependencies, 'clock' | 'calendarOf'>) =>
  async ({ scope, query, db }: Call<unknown, unknown, PageQuery>): Promise<Answer> => {
    const department = departments.find((code) => code === scope.department);
    if (!department) throw forbidden(noDepartment);
    const now = await clock.now();
    const rows = await listDepartmentTasks(db, department satisfies Department, query);
    const reasons = await listReasons(db, [...new Set(rows.map(({ orderNo }) => orderNo))], scope);
    const reasonsOf = ({ orderNo, task }: DepartmentTask) =>
      reasonsOfTask(
        reasons.filter((one) => one.orderNo === orderNo),
        task,
      );
    const shown = await Promise.all(
      rows.map(async (task) => ({
        task,
        shown: { ...show(task, await calendarOf(db, task.calendarVersion), now), reasons: reasonsOf(task) },
      })),
    );
    return {
      body: sayWords(
        page(
          shown,
          query,
          (one) => one.shown,
          ({ task }) => [task.dueAt?.getTime() ?? 0, `${task.orderNo}/${task.task}`],
        ),
      ),
    };
  };

const sayWords = withWords(TasksAnswer);

function show(
  { openedAt, dueAt, budget, state, calendarVersion: _of, ...task }: DepartmentTask,
  calendar: Calendar,
  now: Instant,
) {
  const dueDay = dueAt && shanghaiDay(dueAt.getTime());
  return {
    ...task,
    state,
    waitsFor: state === 'checking' ? 'checker' : 'reviewer',
    budgetDays: budget,
    openedAt: shanghaiIso(openedAt.getTime()),
    ...dueIn(calendar, dueDay, now),
    // late from 17:00:00.000 of the due day on
    isLate: dueAt !== null && now >= dueAt.getTime(),
  };
}
