import { type Answer, type Call, forbidden, page, type PageQuery, pageShape } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { departments, shanghaiDay, shanghaiIso, type Department } from '@doudi/workflows';
import { z } from 'zod';
import { listReasons, reasonsOfTask } from './reasons.ts';
import { TasksAnswer } from './tasks-answer.ts';
import { withWords } from './with-words.ts';
import { listDepartmentTasks, type DepartmentTask } from './tasks.ts';
import { sayProvisional } from './units.ts';
import { noDepartment } from './words.ts';

export const TasksQuery = z.strictObject(pageShape);

/** The open tasks of the caller's department, late ones first. */
export const readTasks =
  ({ clock }: { clock: OfficeClock }) =>
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
    return {
      body: sayWords(
        page(
          rows,
          query,
          (task) => ({ ...show(task, now), reasons: reasonsOf(task) }),
          (task) => [task.dueAt?.getTime() ?? 0, `${task.orderNo}/${task.task}`],
        ),
      ),
    };
  };

const sayWords = withWords(TasksAnswer);

const show = ({ openedAt, dueAt, budget, state, ...task }: DepartmentTask, now: number) => ({
  ...sayProvisional(task),
  state,
  waitsFor: state === 'checking' ? 'checker' : 'reviewer',
  budgetDays: budget,
  openedAt: shanghaiIso(openedAt.getTime()),
  dueDay: dueAt && shanghaiDay(dueAt.getTime()),
  // late from 17:00:00.000 of the due day on
  isLate: dueAt !== null && now >= dueAt.getTime(),
});
