import { type Answer, type Call, IsoDay, IsoInstant, wholeNumber, WordsAnswer } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import {
  departmentOf,
  departments,
  nationalStatus,
  nationalStatuses,
  shanghaiIso,
  shanghaiIsoOrNull,
  stepCodes,
  taskClock,
  taskCodes,
  timeState,
  timeStates,
  withDueMarks,
  type Calendar,
  type Instant,
} from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { listOpenedTasks, type OpenedTask, type TaskPosition } from './opened-tasks.ts';

/** `<opened at, in milliseconds since 1970>.<order>.<task>` */
const position = /^([0-9]{1,15})\.(O[0-9]{12,20})\.([a-z-]{1,40})$/;
const notAPosition = bilingual('须为此前某行的“position”', 'must be the `position` of an earlier line');

export const ExportQuery = z.strictObject({
  limit: wholeNumber(1, 1_000, 500),
  /** the lines after this one; from the first on without it */
  after: z
    .string()
    .regex(position, notAPosition)
    .transform((text): TaskPosition => {
      const [, openedAt = '0', orderNo = '', task = ''] = position.exec(text) ?? [];
      return { openedAt: Number(openedAt), orderNo, task };
    })
    .optional(),
});
type ExportQuery = z.output<typeof ExportQuery>;

const numbersOf = (table: object) => Object.keys(table).map(Number);

/** Where one task stands for the national platform, numbers with their words. */
const StatusLine = z
  .strictObject({
    position: z.string(),
    orderNo: z.string(),
    projectCode: z.string(),
    step: z.enum(stepCodes),
    task: z.enum(taskCodes),
    department: z.enum(departments).nullable(),
    status: z.literal(numbersOf(nationalStatuses)),
    statusWords: WordsAnswer,
    timeState: z.literal(numbersOf(timeStates)),
    timeStateWords: WordsAnswer,
    openedAt: IsoInstant,
    closedAt: IsoInstant.nullable(),
    dueDay: IsoDay.nullable(),
  })
  .meta({ id: 'StatusLine' });
type StatusLine = z.output<typeof StatusLine>;

/** The lines in the order in which their tasks opened; `next` is what to ask `after`, null once there are no more. */
export const StatusExport = z
  .strictObject({ items: z.array(StatusLine), next: z.string().nullable() })
  .meta({ id: 'StatusExport' });

const beforeAll: TaskPosition = { openedAt: 0, orderNo: '', task: '' };

/** The national status of every task that has opened, one line each, for who takes them over. */
export const exportStatus =
  ({ clock, calendarOf }: Pick<Dependencies, 'clock' | 'calendarOf'>) =>
  async ({ query, db, accepts }: Call<unknown, unknown, ExportQuery>): Promise<Answer> => {
    const now = await clock.now();
    const tasks = await listOpenedTasks(db, query.after ?? beforeAll, query.limit + 1);
    const lines: StatusLine[] = [];
    for (const task of tasks.slice(0, query.limit))
      lines.push(...lineOf(task, await calendarOf(db, task.calendarVersion), now));
    if (accepts === 'text')
      return { body: ndjson(lines), headers: { 'content-type': 'application/x-ndjson' } };
    const next = tasks.length > query.limit ? (lines.at(-1)?.position ?? null) : null;
    return { body: { items: lines, next } };
  };

const ndjson = (lines: readonly StatusLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

function lineOf(opened: OpenedTask, calendar: Calendar, now: Instant): StatusLine[] {
  const { orderNo, projectCode } = opened;
  const step = withDueMarks(calendar, opened.step, now);
  const task = step.tasks.find(({ code }) => code === opened.task);
  const status = task ? nationalStatus(step, task, opened) : null;
  if (!task || task.openedAt === null || status === null) return [];
  const inTime = timeState(calendar, step, task, now);
  return [
    {
      position: `${task.openedAt}.${orderNo}.${task.code}`,
      ...{ orderNo, projectCode, step: step.code, task: task.code, department: departmentOf(task) },
      ...{ status, statusWords: words(nationalStatuses[status]) },
      ...{ timeState: inTime, timeStateWords: words(timeStates[inTime]) },
      openedAt: shanghaiIso(task.openedAt),
      closedAt: shanghaiIsoOrNull(task.closedAt),
      dueDay: taskClock(calendar, step, task, now)?.dueDay ?? null,
    },
  ];
}

const words = ([zh, en]: readonly [zh: string, en: string]) => ({ zh, en });
