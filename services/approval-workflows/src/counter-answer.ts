import { IsoDay, IsoInstant } from '@doudi/infra/http';
import {
  acceptanceEnds,
  consultationEnds,
  type Acting,
  type Calendar,
  type Instant,
  type Order,
  openTaskOf,
  paperKinds,
  shanghaiIso,
  shanghaiIsoOrNull,
  type Step,
  stopReasons,
  supplementEnds,
  type Task,
  type TaskCode,
  waysOfAcceptance,
  departments,
} from '@doudi/workflows';
import { z } from 'zod';
import type { OrderRow } from './orders.ts';
import type { ProjectPaper } from './project-papers.ts';
import { actionsOn, showActions } from './task-actions.ts';

/** What happened to a task at the counter, as people read it. */
export const CounterAnswer = z
  .strictObject({
    /** null while the papers are not accepted; a task without papers is accepted as it opens */
    acceptance: z
      .strictObject({ how: z.enum(['on-opening', ...waysOfAcceptance]), at: IsoInstant })
      .nullable(),
    /** from this instant on silence is acceptance */
    acceptanceUntil: IsoInstant.nullable(),
    supplements: z.array(
      z.strictObject({
        askedAt: IsoInstant,
        days: z.int(),
        /** the papers it names */
        kinds: z.array(z.enum(paperKinds)),
        until: IsoInstant.nullable(),
        suppliedAt: IsoInstant.nullable(),
      }),
    ),
    stops: z.array(
      z.strictObject({
        reason: z.enum(stopReasons).nullable(),
        from: IsoInstant,
        plannedEnd: IsoInstant,
        endedAt: IsoInstant.nullable(),
      }),
    ),
    requests: z.array(
      z.strictObject({
        no: z.int(),
        kind: z.enum(['supplement', 'stop', 'extension']),
        by: z.string(),
        at: IsoInstant,
        reason: z.enum(stopReasons).nullable(),
        lastDay: IsoDay.nullable(),
      }),
    ),
    extension: z.strictObject({ days: z.int(), grantedAt: IsoInstant }).nullable(),
    consulted: z.array(
      z.strictObject({
        department: z.enum(departments),
        opinion: z.enum(['no-objection', 'objection', 'silent']).nullable(),
        at: IsoInstant.nullable(),
      }),
    ),
    publicNotice: z.strictObject({ from: IsoDay, to: IsoDay }).nullable(),
  })
  .meta({ id: 'AtCounter' });

interface KnownOrder {
  readonly row: OrderRow;
  readonly papers: readonly ProjectPaper[];
  readonly barredSince: Instant | null;
  readonly order: Order;
  readonly calendar: Calendar;
  readonly now: Instant;
}

/** What happened to a task at the counter, and what this person can do with it now. */
export function atCounter(known: KnownOrder, code: TaskCode, who: Acting) {
  const step = known.order.steps.find(({ tasks }) => tasks.some((task) => task.code === code));
  const task = step?.tasks.find((one) => one.code === code);
  if (!step || !task) return { counter: nothing, actions: [] };
  return {
    counter: showCounter(known, step, task),
    actions: openTaskOf(step) === task ? showActions(known.row, actionsOn(known, step, who)) : [],
  };
}

const nothing: z.input<typeof CounterAnswer> = {
  acceptance: null,
  acceptanceUntil: null,
  supplements: [],
  stops: [],
  requests: [],
  extension: null,
  consulted: [],
  publicNotice: null,
};

function showCounter(
  { calendar, now }: KnownOrder,
  { stops }: Step,
  task: Task,
): z.input<typeof CounterAnswer> {
  return {
    acceptance: showAcceptance(task),
    acceptanceUntil: shanghaiIsoOrNull(acceptanceEnds(calendar, task)),
    supplements: task.supplements.map(({ askedAt, days, kinds = [], suppliedAt }) => ({
      ...{
        askedAt: shanghaiIso(askedAt),
        days,
        kinds: [...kinds],
        suppliedAt: shanghaiIsoOrNull(suppliedAt),
      },
      until: suppliedAt === null ? shanghaiIsoOrNull(supplementEnds(calendar, task)) : null,
    })),
    stops: stops
      .filter((stop) => stop.task === task.code)
      .map(({ reason = null, from, plannedEnd, endedAt }) => ({
        ...{
          reason,
          from: shanghaiIso(from),
          plannedEnd: shanghaiIso(plannedEnd),
          endedAt: shanghaiIsoOrNull(endedAt),
        },
      })),
    requests: task.requests.map(({ no, kind, by, at, ...rest }) => ({
      ...{ no, kind, by, at: shanghaiIso(at) },
      ...{ reason: 'reason' in rest ? rest.reason : null, lastDay: 'lastDay' in rest ? rest.lastDay : null },
    })),
    extension: task.extension && {
      days: task.extension.days,
      grantedAt: shanghaiIso(task.extension.grantedAt),
    },
    consulted: showConsulted(calendar, task, now),
    publicNotice: task.publicNotice,
  };
}

function showAcceptance({ acceptance, papers, openedAt }: Task): z.input<typeof CounterAnswer>['acceptance'] {
  if (acceptance) return { how: acceptance.how, at: shanghaiIso(acceptance.at) };
  return papers || openedAt === null ? null : { how: 'on-opening', at: shanghaiIso(openedAt) };
}

/** Silence after the days of a consultation is no objection, and is shown as silence. */
function showConsulted(calendar: Calendar, task: Task, now: Instant) {
  const ends = consultationEnds(calendar, task);
  return (task.consults?.departments ?? []).map((department) => {
    const given = task.opinions.find((one) => one.department === department);
    const silent = ends !== null && now >= ends ? ('silent' as const) : null;
    return { department, opinion: given?.opinion ?? silent, at: given ? shanghaiIso(given.at) : null };
  });
}
