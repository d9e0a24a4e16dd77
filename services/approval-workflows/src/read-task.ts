import { type Answer, type Call, forbidden, notFound } from '@doudi/infra/http';
import {
  type Department,
  departmentOf,
  officeDay,
  type Order,
  orderProgress,
  type Plan,
  type ProgressOfStep,
  shanghaiIso,
  shanghaiIsoOrNull,
  type TaskCode,
} from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import { atCounter } from './counter-answer.ts';
import { getOrderToActOn, showTask } from './read-progress.ts';
import { papersShown } from './papers-answer.ts';
import { findProjectSheet } from './project-sheets.ts';
import { listReasons, writtenAbout } from './reasons.ts';
import { recordActions, showReview } from './record-answer.ts';
import { resultOfTask } from './read-results.ts';
import { readReview } from './recorded-review.ts';
import { TaskRecord } from './task-record.ts';
import { withWords } from './with-words.ts';
import { noDepartment, things } from './words.ts';

type Asked = Call<unknown, { orderNo: string; task: TaskCode }>;

/** A task of the caller's department, with the bounded part of its order that one who decides it must know. */
export const readTask =
  (needs: Pick<Dependencies, 'clock' | 'calendarOf'>) =>
  async ({ caller, scope, params, db }: Asked): Promise<Answer> => {
    const { department } = scope;
    if (!department) throw forbidden(noDepartment);
    const known = await getOrderToActOn(db, needs, scope, params.orderNo, things.task);
    const { row, order, outcome, calendar, now } = known;
    const progress = orderProgress(calendar, order, now).steps;
    const own = ownTasks(progress, department);
    const at = own.find(({ task }) => task.code === params.task);
    if (!at) throw notFound(things.task);
    const reasons = await listReasons(db, [row.orderNo], scope);
    const review = await readReview(db, params, department as Department);
    const { counter, actions } = atCounter(known, params.task, {
      ...caller,
      isApplicant: false,
    });
    const issued = await resultOfTask(db, params, { ...needs, caller });
    const { orderNo, projectCode, uscc, track } = row;
    return {
      body: sayWords({
        ...{ orderNo, projectCode, uscc, track, outcome, calendar: calendar.version },
        today: officeDay(calendar, now),
        receivedAt: shanghaiIso(order.receivedAt),
        project: (await findProjectSheet(db, projectCode)) ?? null,
        plan: showPlan(row.plan),
        step: showStep(at.step),
        task: {
          ...showTask(orderNo, at.task),
          ...papersShown(known)(params.task),
          ...writtenAbout(reasons, params.task),
        },
        ...atWork(order, params.task),
        ...{ counter, onRecord: showReview(review), result: issued.result },
        actions: [...actions, ...recordActions(params, review, { ...caller, department }), ...issued.actions],
        ownTasks: own.map(showOwn),
      }),
    };
  };

const sayWords = withWords(TaskRecord);

type Own = ReturnType<typeof ownTasks>[number];

/** The department's tasks, in the order of the plan. */
const ownTasks = (steps: readonly ProgressOfStep[], department: string) =>
  steps.flatMap((step) =>
    step.tasks.flatMap((task) => (departmentOf(task) === department ? [{ step, task }] : [])),
  );

const showOwn = ({ step, task }: Own) => ({
  ...{ step: step.code, task: task.code, state: task.state },
  ...{ dueDay: task.dueDay, provisional: task.isProvisional },
});

const showStep = ({ code, state, light, holder }: ProgressOfStep) => ({ code, state, light, holder });

/** Who has the task in hand, and since when; nobody before it opens. */
function atWork({ steps }: Order, code: TaskCode) {
  const task = steps.flatMap(({ tasks }) => tasks).find((one) => one.code === code);
  return {
    opinion: task?.opinion ?? null,
    reviewer: task?.reviewer ?? null,
    openedAt: shanghaiIsoOrNull(task?.openedAt ?? null),
    closedAt: shanghaiIsoOrNull(task?.closedAt ?? null),
  };
}

const showPlan = ({ budget, steps }: Plan) => ({
  budgetDays: budget,
  steps: steps.map(({ code, after, tasks }) => ({
    ...{ code, after },
    tasks: tasks.map(({ budget: budgetDays, statutory: _law, ...task }) => ({ ...task, budgetDays })),
  })),
});
