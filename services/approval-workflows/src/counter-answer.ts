import type { ActionAnswer } from '@doudi/infra/http';
import { IsoDay, IsoInstant } from '@doudi/infra/http';
import {
  acceptanceEnds,
  consultationEnds,
  type Acting,
  type Calendar,
  type Instant,
  type Order,
  shanghaiIso,
  type Step,
  type StepAction,
  stepActions,
  stopReasons,
  supplementEnds,
  type Task,
  type TaskCode,
  waysOfAcceptance,
  departments,
  wordsOf,
} from '@doudi/workflows';
import { z } from 'zod';
import type { OrderRow } from './orders.ts';

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

export interface KnownOrder {
  readonly row: OrderRow;
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
    actions: actionsOn(known, step, who)
      .filter((one) => one.task === code)
      .map(({ action }) => action),
  };
}

const iso = (at: Instant | null) => (at === null ? null : shanghaiIso(at));

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
    acceptanceUntil: iso(acceptanceEnds(calendar, task)),
    supplements: task.supplements.map(({ askedAt, days, suppliedAt }) => ({
      ...{ askedAt: shanghaiIso(askedAt), days, suppliedAt: iso(suppliedAt) },
      until: suppliedAt === null ? iso(supplementEnds(calendar, task)) : null,
    })),
    stops: stops
      .filter((stop) => stop.task === task.code)
      .map(({ reason = null, from, plannedEnd, endedAt }) => ({
        ...{ reason, from: shanghaiIso(from), plannedEnd: shanghaiIso(plannedEnd), endedAt: iso(endedAt) },
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

/** What this person can do with the open task of a step, as answers say it. */
export function actionsOn({ row, calendar, now }: Omit<KnownOrder, 'order'>, step: Step, who: Acting) {
  const planned = row.plan.steps.find(({ code }) => code === step.code);
  if (!planned) return [];
  return stepActions({ calendar, planned }, step, who, now).map((one) => ({
    task: one.task,
    action: showAction(row.orderNo, one),
  }));
}

const paths: Readonly<Record<StepAction['kind'], string>> = {
  review: 'review',
  check: 'check',
  'accept-papers': 'acceptance',
  'ask-supplement': 'supplement',
  supply: 'supply',
  request: 'requests',
  'decide-request': 'requests',
  'end-stop': 'stop-end',
  opine: 'opinions',
  announce: 'public-notice',
  'deem-accepted': '',
  'stop-over': '',
  lapse: '',
};

function showAction(
  orderNo: string,
  { action, kind, task, body, fields, request, until }: StepAction,
): z.input<typeof ActionAnswer> {
  const decision = request === undefined ? '' : `/${request}/decision`;
  // a request has the URL of what it asks for
  const asked = action.startsWith('request-') ? `/${action.slice('request-'.length)}` : '';
  const href = `/v1/tasks/${orderNo}/${task}/${paths[kind]}${asked}${decision}`;
  return { action, what: wordsOf(action), verb: 'POST', href, body, fields: [...fields], until: iso(until) };
}
