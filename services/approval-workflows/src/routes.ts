import { get, post, put, type Route } from '@doudi/infra/http/route';
import type { OfficeClock } from '@doudi/infra/office-clock';
import { caseMessages, stepMessages } from '@doudi/workflows';
import { ActBody, actOnCase, CloseBody, ConfirmBody } from './act-on-case.ts';
import { askWhatIf, WhatIfBody } from './ask-what-if.ts';
import type { CallWorkflow } from './call-workflow.ts';
import { CheckBody, decideTask, OfTask, ReviewBody } from './decide-task.ts';
import { OfOrder } from './order-no.ts';
import { CasesQuery, OfCase, readCase, readCases } from './read-cases.ts';
import { previewCalendar, PreviewQuery } from './preview-calendar.ts';
import { publishCalendar, type StartPublication } from './publish-calendar.ts';
import { OfCalendar, PutCalendar, putCalendar } from './put-calendar.ts';
import { readCalendar, readCalendars } from './read-calendars.ts';
import { readClock } from './read-clock.ts';
import { DeskQuery, readDesk } from './read-desk.ts';
import { LedgerQuery, readLedger } from './read-ledger.ts';
import type { CalendarReader } from './read-order.ts';
import { readProgress } from './read-progress.ts';
import { supervisionLinks } from './supervision-links.ts';
import { roles } from '@doudi/infra/http/route';

interface Needs {
  readonly clock: OfficeClock;
  readonly calendarOf: CalendarReader;
  readonly call: CallWorkflow;
  readonly startPublication: StartPublication;
  readonly uiUrl: string | undefined;
  readonly namespace: string;
}

const followers = ['agent', 'enterprise', 'fallback-officer', 'supervisor', 'administrator'] as const;
const overseers = ['fallback-officer', 'supervisor', 'administrator'] as const;
const confirmers = ['fallback-officer', 'supervisor'] as const;

/** Every URL of the departments' floor: who may, what it takes, what it does. */
export const routes = (needs: Needs): Route[] => [
  get('/v1/progress/:orderNo', { may: followers, params: OfOrder, handler: readProgress(needs) }),
  get('/v1/progress/:orderNo/ledger', {
    may: followers,
    params: OfOrder,
    query: LedgerQuery,
    handler: readLedger(needs),
  }),
  post('/v1/progress/:orderNo/what-if', {
    may: followers,
    safe: true,
    params: OfOrder,
    body: WhatIfBody,
    handler: askWhatIf(needs),
  }),

  get('/v1/tasks', { may: ['reviewer', 'checker'], query: DeskQuery, handler: readDesk(needs) }),
  // A decision is an update of its step's workflow: no transaction around it.
  post('/v1/tasks/:orderNo/:task/review', {
    may: ['reviewer'],
    params: OfTask,
    body: ReviewBody,
    handler: decideTask(needs, stepMessages.review),
  }),
  post('/v1/tasks/:orderNo/:task/check', {
    may: ['checker'],
    params: OfTask,
    body: CheckBody,
    handler: decideTask(needs, stepMessages.check),
  }),

  get('/v1/cases', { may: overseers, query: CasesQuery, handler: readCases }),
  get('/v1/cases/:caseNo', { may: overseers, params: OfCase, handler: readCase }),
  post('/v1/cases/:caseNo/actions', {
    may: ['fallback-officer'],
    params: OfCase,
    body: ActBody,
    handler: actOnCase(needs, caseMessages.act),
  }),
  post('/v1/cases/:caseNo/closing', {
    may: ['fallback-officer'],
    params: OfCase,
    body: CloseBody,
    handler: actOnCase(needs, caseMessages.close),
  }),
  post('/v1/cases/:caseNo/confirmation', {
    may: confirmers,
    params: OfCase,
    body: ConfirmBody,
    handler: actOnCase(needs, caseMessages.confirm),
  }),

  get('/v1/calendars', { may: roles, handler: readCalendars }),
  get('/v1/calendars/:version', { may: roles, params: OfCalendar, handler: readCalendar }),
  put('/v1/calendars/:version', {
    may: ['administrator'],
    params: OfCalendar,
    body: PutCalendar,
    transaction: true,
    handler: putCalendar,
  }),
  post('/v1/calendars/:version/preview', {
    may: ['administrator', 'supervisor'],
    safe: true,
    params: OfCalendar,
    query: PreviewQuery,
    handler: previewCalendar(needs),
  }),
  // Publishing is a workflow's: no transaction around it.
  post('/v1/calendars/:version/publish', {
    may: ['administrator'],
    params: OfCalendar,
    handler: publishCalendar(needs),
  }),

  get('/v1/supervision/links', { may: overseers, handler: supervisionLinks(needs) }),
  get('/v1/clock', { may: roles, handler: readClock(needs) }),
];
