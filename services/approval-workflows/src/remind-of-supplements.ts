import type { Queryable } from '@doudi/infra/database';
import { insertNotices, type NewNotice } from '@doudi/infra/http';
import {
  addWorkingDays,
  dayEnds,
  officeDay,
  supplementEnds,
  type Calendar,
  type Instant,
  type Step,
  type TaskCode,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import type { Dependencies } from './dependencies.ts';
import { noticesAbout } from './notices-about.ts';
import { orderColumns, OrderRow } from './orders.ts';
import { stepColumn } from './steps.ts';

/** Working days before the last day of a supplement, at whose beginning the applicant is reminded. */
const reminderDays = 3;

/** Tells applicants, once for each supplement, that its last day is near. */
export const remindOfSupplements =
  ({ pool, clock, calendarOf }: Pick<Dependencies, 'pool' | 'clock' | 'calendarOf'>) =>
  async (): Promise<void> => {
    const now = await clock.now();
    const asked = await listAsked(pool);
    const due = await Promise.all(
      asked.map(async (one) => reminderOf(one, await calendarOf(pool, one.row.calendarVersion), now)),
    );
    await insertNotices(pool, due.flat());
  };

interface Asked {
  readonly row: OrderRow;
  readonly step: Step;
  readonly task: TaskCode;
}

/** The open supplements of which nobody has been reminded. */
async function listAsked(db: Queryable): Promise<Asked[]> {
  const { rows } = await db.query<Record<string, unknown>>(sql`
    select ${orderColumns}, ${stepColumn} as "stepState", t.task
      from tasks t join steps s using (order_no, step) join orders o using (order_no)
     where t.state = 'supplementing'
       and not exists (
         select from notices n
          where n.kind = 'remind-supplement'
            and n.cause = ${causeOf('')} || t.order_no || '/' || t.task || '/' || jsonb_array_length(t.counter -> 'supplements'))`);
  return rows.map(({ stepState, task, ...row }) => ({
    row: OrderRow.parse(row),
    step: stepState as Step,
    task: task as TaskCode,
  }));
}

const causeOf = (which: string) => `supplement/${which}`;

function reminderOf({ row, step, task: code }: Asked, calendar: Calendar, now: Instant): NewNotice[] {
  const task = step.tasks.find((one) => one.code === code);
  const end = task ? supplementEnds(calendar, task) : null;
  if (!task || end === null) return [];
  const dueDay = officeDay(calendar, end - 1);
  const at = dayEnds(calendar, addWorkingDays(calendar, dueDay, -reminderDays));
  if (now < at || now >= end) return [];
  const { orderNo } = row;
  const cause = causeOf(`${orderNo}/${code}/${task.supplements.length}`);
  const place = { order: row, step: step.code, task: code, about: `${orderNo}/${code}` };
  return noticesAbout(
    { kind: 'remind-supplement', at, by: null, detail: {}, cause },
    { ...place, link: `/v1/progress/${orderNo}` },
    { dueDay },
  );
}
