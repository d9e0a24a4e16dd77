import type { Queryable } from '@doudi/infra/database';
import { type Answer, type Call, notFound, type AccessScope } from '@doudi/infra/http';
import {
  commissionNoOf,
  isDoneOnOpening,
  officeDay,
  orderProgress,
  shanghaiIso,
  shanghaiIsoOrNull,
  usedOf,
  type Carried,
  type Forecast,
  type LimitReading,
  type ProgressOfStep,
  type ProgressOfTask,
} from '@doudi/workflows';
import { findBarredSince } from './broken-promises.ts';
import type { Dependencies } from './dependencies.ts';
import type { CalendarMoveRow } from './calendar-moves.ts';
import { findEndingStep, orderEnding } from './order-ending.ts';
import { findWholeOrder } from './orders.ts';
import { papersShown, type PapersShown } from './papers-answer.ts';
import { listPapersOf } from './project-papers.ts';
import { readOrder } from './read-order.ts';
import { type KnownReason, listReasons, writtenAbout } from './reasons.ts';
import { ProgressAnswer } from './progress-answer.ts';
import { inDays, sayProvisional } from './units.ts';
import { actionsOn, showActions } from './task-actions.ts';
import { listWithdrawalReasons } from './withdrawal-reasons.ts';
import { showTrackChange } from './track-changes.ts';
import { withWords } from './with-words.ts';
import { things } from './words.ts';

type Thing = (typeof things)[keyof typeof things];

/**
 * An order within the caller's reach, as the rules judge it, and the office instant it is judged at; who asked for another `thing` is told
 * that there is none.
 */
export async function getOrder(
  db: Queryable,
  { clock, calendarOf }: Pick<Dependencies, 'clock' | 'calendarOf'>,
  scope: AccessScope,
  orderNo: string,
  thing: Thing = things.order,
) {
  const found = await findWholeOrder(db, orderNo, scope);
  if (!found) throw notFound(thing);
  const { row, steps, moves, changes } = found;
  const now = await clock.now();
  return { row, moves, changes, now, ...(await readOrder(db, row, calendarOf, { known: steps, now })) };
}

/** The same with what acts on it are judged by besides: the papers of its project, and since when a broken promise bars the applicant. */
export async function getOrderToActOn(...[db, ...asked]: Parameters<typeof getOrder>) {
  const known = await getOrder(db, ...asked);
  const { projectCode, uscc } = known.row;
  const papers = await listPapersOf(db, [projectCode]);
  return { ...known, papers, barredSince: await findBarredSince(db, uscc) };
}

/** Where an order stands, from PostgreSQL and the rules alone: right also while Temporal is down. */
export const readProgress =
  (needs: Pick<Dependencies, 'clock' | 'calendarOf'>) =>
  async ({ caller, scope, params, db }: Call<unknown, { orderNo: string }>): Promise<Answer> => {
    const known = await getOrderToActOn(db, needs, scope, params.orderNo);
    const papersOf = papersShown(known);
    const { row, moves, changes, order, outcome, calendar, now } = known;
    const { orderNo, projectCode, uscc, track } = row;
    const { closedAt, receivedAt } = order;
    const reasons = await listReasons(db, [row.orderNo], scope);
    const who = { ...caller, isApplicant: scope.uscc !== null || scope.agentId !== null };
    const actions = order.steps.flatMap((step) => actionsOn(known, step, who));
    const cause = outcome === null || outcome === 'approved' ? null : await findEndingStep(db, row.orderNo);
    const withdrawn = outcome === 'withdrawn' ? await listWithdrawalReasons(db, row.orderNo) : [];
    const {
      chargedThrough: _through,
      steps,
      forecast,
      lateTasks,
      ...clock
    } = orderProgress(calendar, order, now);
    return {
      body: sayWords({
        ...{ orderNo, projectCode, uscc, track, outcome, calendar: calendar.version },
        today: officeDay(calendar, now),
        receivedAt: shanghaiIso(receivedAt),
        closedAt: shanghaiIsoOrNull(closedAt),
        ending: outcome && orderEnding({ order, outcome, withdrawn }, cause, reasons),
        ...sayProvisional(inDays(clock)),
        carried: showCarried(row.carried),
        forecast: showForecast(forecast),
        lateTasks: lateTasks.map((late) => ({ ...late, since: shanghaiIso(late.since) })),
        steps: steps.map((step) => showStep(orderNo, step, reasons, papersOf)),
        actions: showActions(row, actions),
        trackChanges: changes.map(showTrackChange),
        calendarMoves: moves.map(showMove),
      }),
    };
  };

const sayWords = withWords(ProgressAnswer);

const showForecast = ({ chain, ...rest }: Forecast) => ({
  ...sayProvisional(rest),
  chain: chain.map(sayProvisional),
});

const showStep = (
  orderNo: string,
  { tasks, ...step }: ProgressOfStep,
  known: readonly KnownReason[],
  papersOf: PapersShown,
) => ({
  ...sayProvisional(inDays(step)),
  tasks: tasks.map((task) => ({
    ...showTask(orderNo, task),
    ...papersOf(task.code),
    ...writtenAbout(known, task.code),
  })),
});

/** A task as people read it, without what was written about it. */
export const showTask = (orderNo: string, { limits: { promised, statutory }, ...task }: ProgressOfTask) => ({
  ...sayProvisional(inDays(task)),
  ...(task.kind === 'commission' && {
    commissionNo:
      task.state === 'waiting' || isDoneOnOpening(task) ? null : commissionNoOf(orderNo, task.code),
  }),
  lateSince: shanghaiIsoOrNull(task.lateSince),
  carriedFrom: task.carriedFrom ?? null,
  coveredBy: task.coveredBy ?? null,
  limits: { promised: showLimit(promised), statutory: statutory && showLimit(statutory) },
});

const showLimit = (limit: LimitReading) => sayProvisional(limit);

/** What the order takes over from an earlier one. */
export const showCarried = (carried: Carried | null) =>
  carried && { ...carried, usedDays: usedOf(carried.buckets) };

/** Which calendar moved the order, and what that changed. */
const showMove = ({ movedAt, ...move }: CalendarMoveRow) => ({
  ...move,
  movedAt: shanghaiIso(movedAt.getTime()),
});
