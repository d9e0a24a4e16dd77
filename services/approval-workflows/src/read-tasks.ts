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
    const calendars = await readCalendars(rows, (version) => calendarOf(db, version));
    const shown = (task: DepartmentTask) => ({
      ...show(task, calendars.get(task.calendarVersion), now),
      reasons: reasonsOf(task),
    });
    const position = (task: DepartmentTask): [number, string] => [
      task.dueAt?.getTime() ?? 0,
      `${task.orderNo}/${task.task}`,
    ];
    return { body: sayWords(page(rows, query, shown, position)) };
  };

const sayWords = withWords(TasksAnswer);

/** The calendars by which these tasks run, by version. */
async function readCalendars(
  tasks: readonly DepartmentTask[],
  calendarOf: (version: string) => Promise<Calendar>,
): Promise<Map<string, Calendar>> {
  const versions = [...new Set(tasks.map(({ calendarVersion }) => calendarVersion))];
  return new Map(
    await Promise.all(versions.map(async (version) => [version, await calendarOf(version)] as const)),
  );
}

function show(
  { openedAt, dueAt, budget, state, calendarVersion: _of, ...task }: DepartmentTask,
  calendar: Calendar | undefined,
  now: Instant,
) {
  const dueDay = dueAt && shanghaiDay(dueAt.getTime());
  return {
    ...task,
    state,
    waitsFor: state === 'checking' ? 'checker' : 'reviewer',
    budgetDays: budget,
    openedAt: shanghaiIso(openedAt.getTime()),
    ...(calendar ? dueIn(calendar, dueDay, now) : { dueDay, daysLeft: null, provisional: false }),
    // late from 17:00:00.000 of the due day on
    isLate: dueAt !== null && now >= dueAt.getTime(),
  };
}
