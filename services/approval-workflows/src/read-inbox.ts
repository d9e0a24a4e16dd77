import { type Answer, type Call, inboxPage, type InboxItem, pageShape, unreadOf } from '@doudi/infra/http';
import {
  consultationEnds,
  dueIn,
  lastChangeAt,
  officeDay,
  openPromises,
  reviewActs,
  shanghaiIso,
  supplementEnds,
  taskClock,
  withDueMarks,
  wordsOf,
  type ActedBy,
  type Calendar,
  type Day,
  type Instant,
  type Step,
  type StepAction,
  type Task,
} from '@doudi/workflows';
import { z } from 'zod';
import { listBarred } from './broken-promises.ts';
import type { Dependencies } from './dependencies.ts';
import { listPapersOf, type ProjectPaper } from './project-papers.ts';
import { notices } from './notices.ts';
import { actionsOn, showActions } from './task-actions.ts';
import { listWaitingCases } from './waiting-cases.ts';
import { listWaitingResults } from './waiting-deliveries.ts';
import { listWaitingRecords } from './waiting-records.ts';
import { listWaitingTasks, type WaitingKind, type WaitingTask } from './waiting-tasks.ts';

export const InboxQuery = z.strictObject(pageShape);
type Asked = Call<unknown, unknown, z.output<typeof InboxQuery>>;
type Needed = Pick<Dependencies, 'clock' | 'calendarOf'>;

/**
 * All that waits for the caller at the departments and the fallback window: reviews, checks, opinions asked for, papers to supply,
 * requests, claims and amendments to decide, results to hand over, cases to work on.
 */
export const readInbox =
  ({ clock, calendarOf }: Needed) =>
  async ({ caller, scope, query, db }: Asked): Promise<Answer> => {
    const now = await clock.now();
    const tasks = await listWaitingTasks(db, { ...caller, scope });
    const papers = await listPapersOf(db, tasks.map(({ row }) => row.projectCode)); // prettier-ignore
    const barred = await listBarred(db, tasks.map(({ row }) => row.uscc)); // prettier-ignore
    const items = await Promise.all(
      tasks.map(async (waiting) =>
        itemOf(waiting, {
          papers,
          barred,
          calendar: await calendarOf(db, waiting.row.calendarVersion),
          now,
          caller,
        }),
      ),
    );
    const cases = await listWaitingCases(db, { caller, scope, now, calendarOf });
    const records = await listWaitingRecords(db, caller);
    const results = await listWaitingResults(db, caller, { clock, calendarOf });
    const unread = await unreadOf(notices, { caller, db });
    return { body: inboxPage([...items.flat(), ...cases, ...records, ...results], query, unread) };
  };

interface Seen {
  readonly papers: readonly ProjectPaper[];
  /** since when enterprises are barred by a broken promise */
  readonly barred: ReadonlyMap<string, Instant>;
  readonly calendar: Calendar;
  readonly now: Instant;
  readonly caller: Asked['caller'];
}

function itemOf({ kind, row, step: written, task: code, request }: WaitingTask, seen: Seen): InboxItem[] {
  const { papers, barred, calendar, now, caller } = seen;
  const step = withDueMarks(calendar, written, now);
  const task = step.tasks.find((one) => one.code === code);
  if (!task) return [];
  const who = { ...caller, isApplicant: isApplicants(kind) };
  const barredSince = barred.get(row.uscc) ?? null;
  const isAbout = (action: StepAction) =>
    reviewActs[action.kind].by === actedBy[kind] && (request === null || action.request === request);
  const actions =
    kind === 'promise'
      ? []
      : actionsOn({ row, papers, barredSince, calendar, now }, step, who).filter(isAbout);
  // consulted too late, or settled a moment ago: nothing is left to do; a promised paper is uploaded at intake
  if (actions.length === 0 && kind !== 'promise') return [];
  const { orderNo, projectCode } = row;
  const link = isApplicants(kind) ? `/v1/progress/${orderNo}` : `/v1/tasks/${orderNo}/${code}`;
  return [
    {
      ...{ kind, what: wordsOf(`waits.${kind}`), orderNo, projectCode, step: step.code, task: code },
      about: `${orderNo}/${code}${which(kind, request)}`,
      since: shanghaiIso(sinceOf(kind, { step, task, request })),
      ...dueIn(calendar, dueDayOf(kind, { calendar, step, task, now }), now),
      link,
      actions: showActions(row, actions),
    },
  ];
}

/** Whose acts each item is about. */
const actedBy: Readonly<Record<WaitingKind, ActedBy>> = {
  review: 'reviewer',
  check: 'checker',
  opinion: 'consulted',
  supplement: 'applicant',
  promise: 'applicant',
  request: 'leave',
};

const isApplicants = (kind: WaitingKind): boolean => kind === 'supplement' || kind === 'promise';

/** Which of the things of a task that may wait for the same person. */
const which = (kind: WaitingKind, request: number | null): string =>
  kind === 'promise' ? '#promise' : request === null ? '' : `#${request}`;

interface Waiting {
  readonly step: Step;
  readonly task: Task;
  readonly request: number | null;
}

const sinceOf = (kind: WaitingKind, { step, task, request }: Waiting): Instant =>
  (kind === 'promise' ? firstPromise(task)?.signedAt : task.requests.find(({ no }) => no === request)?.at) ??
  lastChangeAt(step);

/** Of the promises whose papers are still to come, the one that is due first. */
const firstPromise = (task: Task) => openPromises(task).toSorted((a, b) => (a.day < b.day ? -1 : 1))[0];

interface Due {
  readonly calendar: Calendar;
  readonly step: Step;
  readonly task: Task;
  readonly now: Instant;
}

/** The day by which it is to be done: its own limit where it has one, else the task's. */
function dueDayOf(kind: WaitingKind, { calendar, step, task, now }: Due): Day | null {
  const ends = {
    supplement: supplementEnds,
    promise: null,
    opinion: consultationEnds,
    review: null,
    check: null,
    request: null,
  }[kind];
  if (kind === 'promise') return firstPromise(task)?.day ?? null;
  if (!ends) return taskClock(calendar, step, task, now)?.dueDay ?? null;
  const end = ends(calendar, task);
  return end === null ? null : officeDay(calendar, end - 1);
}
