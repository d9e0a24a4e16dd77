import type { ActionAnswer } from '@doudi/infra/http';
import {
  type Acting,
  type Calendar,
  type Instant,
  missingAt,
  openTaskOf,
  shanghaiIsoOrNull,
  type Step,
  type StepAction,
  stepActions,
  wordsOf,
} from '@doudi/workflows';
import type { OrderRow } from './orders.ts';
import type { ProjectPaper } from './project-papers.ts';

interface Known {
  readonly row: Pick<OrderRow, 'plan' | 'projectCode'>;
  /** the pool of the order's project, among others perhaps */
  readonly papers: readonly ProjectPaper[];
  /** since when a broken promise bars the applicant */
  readonly barredSince: Instant | null;
  readonly calendar: Calendar;
  readonly now: Instant;
}

/** What this person can do with the open task of a step. */
export function actionsOn(known: Known, step: Step, who: Acting): StepAction[] {
  const { row, papers, barredSince, calendar, now } = known;
  const planned = row.plan.steps.find(({ code }) => code === step.code);
  if (!planned) return [];
  const pool = papers.filter(({ projectCode }) => projectCode === row.projectCode);
  const missing = missingAt(openTaskOf(step)?.paperList ?? [], pool, now);
  return stepActions({ calendar, planned }, step, who, now, { missing, barredSince });
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
  promise: 'promise',
  commit: 'commitment',
  'papers-arrived': '',
  'deem-accepted': '',
  'stop-over': '',
  lapse: '',
  'promise-missed': '',
  'promise-broken': '',
};

/** Actions as answers say them. */
export const showActions = (
  { orderNo }: Pick<OrderRow, 'orderNo'>,
  actions: readonly StepAction[],
): ActionAnswer[] =>
  actions.map(({ action, kind, task, body, fields, request, until }) => {
    const decision = request === undefined ? '' : `/${request}/decision`;
    // a request has the URL of what it asks for
    const asked = action.startsWith('request-') ? `/${action.slice('request-'.length)}` : '';
    const href = `/v1/tasks/${orderNo}/${task}/${paths[kind]}${asked}${decision}`;
    const said = { action, what: wordsOf(action), verb: 'POST' as const, href };
    return { ...said, body, fields: [...fields], until: shanghaiIsoOrNull(until) };
  });
