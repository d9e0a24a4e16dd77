import { webhookRoutes } from '@doudi/infra/channels';
import { pdfType } from '@doudi/infra/pdf';
import { type Call, everyone, get, InboxAnswer, noticeRoutes, overseers, post, put } from '@doudi/infra/http';
import type { Words } from '@doudi/infra/words';
import { stepMessages } from '@doudi/workflows';
import {
  acceptPapers,
  actOnMissing,
  actOnTask,
  acts,
  EndStopBody,
  opine,
  OpinionBody,
  PublicNoticeBody,
  ExtensionRequestBody,
  StopRequestBody,
  SupplementBody,
} from './act-on-task.ts';
import { AmendmentBody, amendResult } from './amend-result.ts';
import { askWhatIf, WhatIfBody } from './ask-what-if.ts';
import { CalendarAnswer, CalendarsAnswer, CalendarSummary, PreviewAnswer } from './calendar-answer.ts';
import { readTask } from './read-task.ts';
import { TaskRecord } from './task-record.ts';
import { ClaimBody, claimAct } from './claim-act.ts';
import { AmendmentDecisionBody, decideAmendment } from './decide-amendment.ts';
import { decideClaim } from './decide-claim.ts';
import { CheckBody, decideTask, ReviewBody } from './decide-task.ts';
import { decideRequest, OfRequest, RequestDecisionBody } from './decide-request.ts';
import { CommitmentBody, PromiseBody, promisePapers } from './promise-papers.ts';
import {
  BrokenPromiseAnswer,
  BrokenPromisesAnswer,
  BrokenPromisesQuery,
  readBrokenPromises,
} from './read-broken-promises.ts';
import { RepairBody, repairPromise } from './repair-promise.ts';
import { requestStop } from './request-stop.ts';
import { SupplyAnswer, SupplyBody, supplyPapers } from './supply-papers.ts';
import { OfNumber, OfTask } from './task-in-plan.ts';
import { DeliveryAnswer } from './delivery-answer.ts';
import { mustReach } from './must-reach.ts';
import { DeliveryBody, moveDelivery } from './move-delivery.ts';
import { DeliveryRecord, readDelivery } from './read-delivery.ts';
import { readIssuedFile, readResultFile } from './read-result-file.ts';
import { readResults, ResultsAnswer, WishAnswer } from './read-results.ts';
import { WishBody, wishDelivery } from './wish-delivery.ts';
import { DecisionAnswer } from './update-task.ts';
import { TasksAnswer } from './tasks-answer.ts';
import type { Dependencies } from './dependencies.ts';
import { ExportQuery, exportStatus, StatusExport } from './export-status.ts';
import { LedgerAnswer } from './ledger-answer.ts';
import { listProgress, ListedOrders } from './list-progress.ts';
import { listOpenSteps, OpenSteps, OpenStepsQuery } from './list-open-steps.ts';
import { OfOrder } from './order-no.ts';
import { OrdersQuery } from './orders-query.ts';
import { previewCalendar, PreviewQuery } from './preview-calendar.ts';
import { ProgressAnswer } from './progress-answer.ts';
import { publishCalendar } from './publish-calendar.ts';
import { PutCalendar, putCalendar } from './put-calendar.ts';
import { OfCalendar, readCalendar, readCalendars } from './read-calendars.ts';
import { caseRoutes } from './case-routes.ts';
import { ClaimsAnswer, ClaimsQuery, readClaims } from './read-claims.ts';
import { ClockAnswer, readClock } from './read-clock.ts';
import { notices } from './notices.ts';
import { InboxQuery, readInbox } from './read-inbox.ts';
import { AmendmentAnswer, ClaimAnswer } from './record-answer.ts';
import { TasksQuery, readTasks } from './read-tasks.ts';
import { LedgerQuery, readLedger } from './read-ledger.ts';
import { getOrder, readProgress } from './read-progress.ts';
import { readTimeline, TimelineAnswer } from './read-timeline.ts';
import { OverviewAnswer, readOverview } from './read-overview.ts';
import { readStops, StopsAnswer, StopsQuery } from './read-stops.ts';
import { readStopShares, SharesAnswer, SharesQuery } from './read-stop-shares.ts';
import { LinksAnswer, LinksQuery, supervisionLinks } from './supervision-links.ts';
import { WhatIfAnswer } from './what-if-answer.ts';

const followers = { agent: 'mandated', enterprise: 'own', ...overseers } as const;
const administrator = { administrator: 'all' } as const;
const placers = { agent: 'mandated', enterprise: 'own' } as const;
const deciders = { reviewer: 'department', checker: 'department' } as const;
const officials = { ...deciders, head: 'department' } as const;
/** Those for whom something waits here. */
const worked = {
  ...placers,
  ...officials,
  agency: 'engaged',
  supervisor: 'all',
  'fallback-officer': 'all',
} as const;
const closings = ['step-closed', 'task-not-open', 'task-done', 'result-withheld'] as const;

/** What the applicant signs in place of papers. */
const signings = [
  ...closings,
  'other-kind-of-task',
  'waits-for-check',
  'waits-for-supplement',
  'promise-barred',
] as const;

const task = '/v1/tasks/:orderNo/:task';
/** So that who has lost his mandate since is not answered from an earlier request. */
const ofOwnOrder =
  (dependencies: Dependencies) =>
  async ({ db, scope, params }: Call<unknown, OfTask>): Promise<void> =>
    void (await getOrder(db, dependencies, scope, params.orderNo));
const taskAct = (summary: Words) => ({
  summary,
  allow: { reviewer: 'department' } as const,
  params: OfTask,
  answer: DecisionAnswer,
});

/** Every URL of this service: who is allowed, what it takes, what it does. */
export const routes = (dependencies: Dependencies) => [
  get('/v1/progress', {
    summary: {
      zh: '可见的订单，最新在前：灯、关键环节、当前经办、截止日',
      en: 'The orders one may see, newest first, with light, driving step, holder and due day',
    },
    allow: { ...followers, ...officials },
    query: OrdersQuery,
    answer: ListedOrders,
    handler: listProgress(dependencies),
  }),
  get('/v1/progress/:orderNo', {
    summary: { zh: '订单进度', en: 'Where an order stands' },
    allow: followers,
    params: OfOrder,
    answer: ProgressAnswer,
    handler: readProgress(dependencies),
  }),
  get('/v1/progress/:orderNo/ledger', {
    summary: { zh: '台账逐日说明', en: 'The explained clock, day by day' },
    allow: followers,
    params: OfOrder,
    query: LedgerQuery,
    answer: LedgerAnswer,
    text: 'text/plain',
    handler: readLedger(dependencies),
  }),
  get('/v1/progress/:orderNo/timeline', {
    summary: {
      zh: '各环节时间轴：计划、经过与预计',
      en: 'Its steps on the axis of days: plan, course, forecast',
    },
    allow: { ...followers, ...officials },
    params: OfOrder,
    answer: TimelineAnswer,
    handler: readTimeline(dependencies),
  }),
  post('/v1/progress/:orderNo/what-if', {
    summary: { zh: '假设推演：截止日、预计与灯色会怎样', en: 'What would become of an order, if' },
    allow: followers,
    safe: true,
    params: OfOrder,
    body: WhatIfBody,
    answer: WhatIfAnswer,
    refuses: ['order-closed'],
    handler: askWhatIf(dependencies),
  }),

  get('/v1/progress/:orderNo/results', {
    summary: {
      zh: '已作出的结果及其送达',
      en: 'What has been issued, and where its delivery stands',
    },
    allow: followers,
    params: OfOrder,
    answer: ResultsAnswer,
    handler: readResults(dependencies),
  }),
  get('/v1/progress/:orderNo/results/:task', {
    summary: { zh: '结果文书（PDF）', en: 'The document of a result, as a file' },
    allow: followers,
    params: OfTask,
    file: [pdfType],
    handler: readResultFile(dependencies),
  }),
  post('/v1/progress/:orderNo/delivery', {
    summary: {
      zh: '选择结果送达方式：窗口领取或快递',
      en: 'Choose how results are handed over: at the counter or by courier',
    },
    allow: placers,
    params: OfOrder,
    body: WishBody,
    answer: WishAnswer,
    transaction: true,
    handler: wishDelivery(dependencies),
    refuseReplay: async ({ db, scope, params }) => void (await mustReach(db, params.orderNo, scope)),
  }),

  get('/v1/tasks', {
    summary: { zh: '本部门待办', en: "The open tasks of the caller's department" },
    allow: deciders,
    query: TasksQuery,
    answer: TasksAnswer,
    handler: readTasks(dependencies),
  }),
  get('/v1/tasks/:orderNo/:task', {
    summary: {
      zh: '本部门的一项任务：时钟、期限、理由、项目单与方案',
      en: "A task of the caller's department with its clock, limits, reasons, project and plan",
    },
    allow: officials,
    params: OfTask,
    answer: TaskRecord,
    handler: readTask(dependencies),
  }),
  // What is done with a task is an update of its step's workflow: no transaction around it.
  post(`${task}/review`, {
    ...taskAct({ zh: '审查意见', en: 'Give an opinion on a task' }),
    refuses: [
      ...closings,
      'waits-for-check',
      'waits-for-supplement',
      'stopped',
      'accepted-already',
      'papers-missing',
    ],
    body: ReviewBody,
    handler: decideTask(dependencies, stepMessages.review),
  }),
  post(`${task}/check`, {
    ...taskAct({ zh: '核准', en: 'Check and decide a task' }),
    allow: { checker: 'department' },
    refuses: [
      ...closings,
      'waits-for-review',
      'waits-for-supplement',
      'stopped',
      'same-person',
      'accepted-already',
      'acceptance-open',
      'papers-missing',
    ],
    body: CheckBody,
    handler: decideTask(dependencies, stepMessages.check),
  }),
  post(`${task}/acceptance`, {
    ...taskAct({ zh: '受理', en: 'Accept the papers of a task' }),
    refuses: [...closings, 'waits-for-check', 'waits-for-supplement', 'accepted-already', 'papers-missing'],
    handler: acceptPapers(dependencies),
  }),
  post(`${task}/supplement`, {
    ...taskAct({ zh: '一次性告知补正', en: 'Tell the applicant, once, what is missing' }),
    refuses: [...closings, 'waits-for-check', 'waits-for-supplement', 'stopped', 'leave-needed'],
    body: SupplementBody,
    handler: actOnMissing(dependencies, acts.askSupplement),
  }),
  post(`${task}/supply`, {
    summary: { zh: '补正', en: 'Supply what was missing' },
    allow: placers,
    params: OfTask,
    body: SupplyBody,
    answer: SupplyAnswer,
    status: 202,
    refuses: ['no-supplement-asked', 'too-late'],
    handler: supplyPapers(dependencies),
    refuseReplay: ofOwnOrder(dependencies),
  }),
  post(`${task}/promise`, {
    summary: { zh: '容缺承诺：承诺补交次要材料', en: 'Promise to bring minor papers that are missing' },
    allow: placers,
    params: OfTask,
    body: PromiseBody,
    answer: DecisionAnswer,
    refuses: [
      ...signings,
      'not-to-promise',
      'accepted-already',
      'stopped',
      'promise-out-of-range',
      'too-late',
    ],
    handler: promisePapers(dependencies),
    refuseReplay: ofOwnOrder(dependencies),
  }),
  post(`${task}/commitment`, {
    summary: { zh: '承诺制：以书面承诺代替材料', en: 'Commit in writing in place of papers' },
    allow: placers,
    params: OfTask,
    body: CommitmentBody,
    answer: DecisionAnswer,
    refuses: [...signings, 'not-to-commit'],
    handler: promisePapers(dependencies),
    refuseReplay: ofOwnOrder(dependencies),
  }),
  post(`${task}/requests/supplement`, {
    ...taskAct({ zh: '请示补正', en: 'Ask leave for a supplement' }),
    refuses: [...closings, 'waits-for-check', 'waits-for-supplement', 'request-pending'],
    body: SupplementBody,
    handler: actOnMissing(dependencies, acts.requestSupplement),
  }),
  post(`${task}/requests/stop`, {
    ...taskAct({ zh: '请示特别程序', en: 'Ask leave for a legal stop' }),
    refuses: [...closings, 'request-pending', 'end-has-passed'],
    body: StopRequestBody,
    handler: requestStop(dependencies),
  }),
  post(`${task}/requests/extension`, {
    ...taskAct({ zh: '请示延长法定期限', en: 'Ask leave to extend the limit by law' }),
    refuses: [...closings, 'request-pending', 'not-extendable', 'extended-already', 'too-late'],
    body: ExtensionRequestBody,
    handler: actOnTask(dependencies, acts.requestExtension),
  }),
  post(`${task}/requests/:no/decision`, {
    summary: { zh: '批复请示', en: 'Grant or deny a request' },
    allow: { supervisor: 'all', head: 'department' },
    params: OfRequest,
    body: RequestDecisionBody,
    answer: DecisionAnswer,
    refuses: [
      ...closings,
      'no-such-request',
      'other-authority',
      'other-department',
      'same-person',
      'waits-for-check',
      'waits-for-supplement',
      'stopped',
      'end-has-passed',
      'not-extendable',
      'extended-already',
      'too-late',
    ],
    handler: decideRequest(dependencies),
  }),
  post(`${task}/stop-end`, {
    ...taskAct({ zh: '提前结束特别程序', en: 'End a legal stop early' }),
    refuses: [...closings, 'no-stop-runs'],
    body: EndStopBody,
    handler: actOnTask(dependencies, acts.endStop),
  }),
  post(`${task}/opinions`, {
    ...taskAct({ zh: '会签意见', en: 'Give the opinion of a consulted department' }),
    refuses: [...closings, 'opinion-given', 'too-late'],
    body: OpinionBody,
    handler: opine(dependencies),
  }),
  post(`${task}/public-notice`, {
    ...taskAct({ zh: '登记公示', en: 'Record the days of a public notice' }),
    refuses: [...closings],
    body: PublicNoticeBody,
    handler: actOnTask(dependencies, acts.announce),
  }),

  // Deliveries, claims and amendments are rows of this service: no workflow takes part.
  get(`${task}/result`, {
    summary: {
      zh: '本部门（出件窗口：各部门）结果的文书',
      en: 'The document of a result, for its department and the service counter',
    },
    allow: officials,
    params: OfTask,
    file: [pdfType],
    handler: readIssuedFile(dependencies),
  }),
  get(`${task}/delivery`, {
    summary: {
      zh: '结果的送达与收件地址（查阅留痕）',
      en: 'The delivery of a result, with the address in full',
    },
    allow: deciders,
    params: OfTask,
    answer: DeliveryRecord,
    audits: true,
    handler: readDelivery(dependencies),
  }),
  post(`${task}/delivery`, {
    summary: {
      zh: '办理送达：交寄、窗口交付、登记妥投、取消、重新送达',
      en: 'Hand a result over: to a courier, at the counter, with its proof; or cancel, or begin anew',
    },
    allow: deciders,
    params: OfTask,
    body: DeliveryBody,
    answer: DeliveryAnswer,
    refuses: ['delivery-not-there', 'no-courier-wished', 'revoked-already'],
    transaction: true,
    handler: moveDelivery(dependencies),
  }),
  post(`${task}/claims`, {
    summary: { zh: '补录：某一行为实际发生的时刻', en: 'Claim after an outage when an act really happened' },
    allow: deciders,
    params: OfTask,
    body: ClaimBody,
    answer: ClaimAnswer,
    refuses: ['no-such-act', 'claimed-already'],
    transaction: true,
    handler: claimAct(dependencies),
  }),
  post(`${task}/claims/:no/decision`, {
    summary: { zh: '批复补录', en: 'Grant or deny a claim' },
    allow: { supervisor: 'all' },
    params: OfNumber,
    body: RequestDecisionBody,
    answer: ClaimAnswer,
    refuses: ['decided-already', 'same-person'],
    transaction: true,
    handler: decideClaim(dependencies),
  }),
  post(`${task}/amendments`, {
    summary: { zh: '提请更正或撤销已作出的结果', en: 'Propose to correct or to revoke an issued result' },
    allow: deciders,
    params: OfTask,
    body: AmendmentBody,
    answer: AmendmentAnswer,
    refuses: ['not-issued', 'revoked-already', 'amendment-pending'],
    transaction: true,
    handler: amendResult(dependencies),
  }),
  post(`${task}/amendments/:no/decision`, {
    summary: { zh: '批复更正或撤销', en: 'Grant or deny an amendment' },
    allow: { head: 'department' },
    params: OfNumber,
    body: AmendmentDecisionBody,
    answer: AmendmentAnswer,
    refuses: ['decided-already', 'same-person'],
    transaction: true,
    handler: decideAmendment(dependencies),
  }),

  get('/v1/stops', {
    summary: { zh: '特别程序，最新在前', en: 'Legal stops, newest first' },
    allow: { ...overseers, ...officials },
    query: StopsQuery,
    answer: StopsAnswer,
    handler: readStops(dependencies),
  }),
  get('/v1/stops/shares', {
    summary: {
      zh: '各部门特别程序的次数与占比',
      en: 'Of each department, its legal stops and their share of its days',
    },
    allow: overseers,
    query: SharesQuery,
    answer: SharesAnswer,
    handler: readStopShares(dependencies),
  }),

  get('/v1/inbox/approval-workflows', {
    summary: { zh: '待我办理', en: 'What waits for me at departments and fallback window' },
    allow: worked,
    query: InboxQuery,
    answer: InboxAnswer,
    handler: readInbox(dependencies),
  }),
  ...webhookRoutes('approval-workflows'),
  ...noticeRoutes('approval-workflows', {
    ...notices,
    allow: worked,
    now: (db) => dependencies.clock.now(db),
  }),

  ...caseRoutes(dependencies),

  get('/v1/calendars', {
    summary: { zh: '办公日历各版本，草稿在前', en: 'The calendar versions, drafts first' },
    allow: everyone,
    answer: CalendarsAnswer,
    handler: readCalendars,
  }),
  get('/v1/calendars/:version', {
    summary: { zh: '一版日历及其全部日子', en: 'One calendar version with all its days' },
    allow: everyone,
    params: OfCalendar,
    answer: CalendarAnswer,
    handler: readCalendar,
  }),
  put('/v1/calendars/:version', {
    summary: { zh: '写入日历草稿', en: 'Write the draft of a calendar version' },
    allow: administrator,
    params: OfCalendar,
    body: PutCalendar,
    answer: CalendarAnswer,
    refuses: ['calendar-published'],
    transaction: true,
    edits: true,
    handler: putCalendar,
  }),
  post('/v1/calendars/:version/preview', {
    summary: { zh: '预览发布日历的影响', en: 'What publishing a calendar would change, order by order' },
    allow: { ...administrator, supervisor: 'all', auditor: 'all' },
    safe: true,
    params: OfCalendar,
    query: PreviewQuery,
    answer: PreviewAnswer,
    handler: previewCalendar(dependencies),
  }),
  // Publishing is a workflow's: no transaction around it.
  post('/v1/calendars/:version/publish', {
    summary: { zh: '发布日历，在办订单随之调整', en: 'Publish a calendar; open orders are moved to it' },
    allow: administrator,
    params: OfCalendar,
    answer: CalendarSummary,
    status: 202,
    location: true,
    refuses: ['calendar-superseded'],
    handler: publishCalendar(dependencies),
  }),

  get('/v1/supervision/overview', {
    summary: {
      zh: '总览：在办订单与环节的灯、最早逾期的环节、各方用时',
      en: 'Open orders and steps by light, the oldest late step, and whose the days were',
    },
    allow: overseers,
    answer: OverviewAnswer,
    handler: readOverview(dependencies),
  }),
  get('/v1/supervision/steps', {
    summary: { zh: '在办环节，可按灯与部门筛选', en: 'The open steps, by light and department' },
    allow: overseers,
    query: OpenStepsQuery,
    answer: OpenSteps,
    handler: listOpenSteps(dependencies),
  }),
  get('/v1/supervision/links', {
    summary: {
      zh: '一键到 Temporal 界面：超时环节及其他视图',
      en: 'One click to the overdue steps, and to other views, in the Temporal UI',
    },
    allow: overseers,
    query: LinksQuery,
    answer: LinksAnswer,
    handler: supervisionLinks(dependencies),
  }),
  get('/v1/supervision/status-export', {
    summary: {
      zh: '各任务的国家事项状态（1–15）与时限状态（1–3），可逐行取',
      en: 'The national status (1 to 15) and time state (1 to 3) of every task, line by line',
    },
    allow: overseers,
    query: ExportQuery,
    answer: StatusExport,
    text: 'application/x-ndjson',
    handler: exportStatus(dependencies),
  }),
  get('/v1/supervision/broken-promises', {
    summary: { zh: '失信承诺，最新在前', en: 'Promises and commitments that were broken, newest first' },
    allow: overseers,
    query: BrokenPromisesQuery,
    answer: BrokenPromisesAnswer,
    handler: readBrokenPromises,
  }),
  post('/v1/supervision/broken-promises/:orderNo/:task/repair', {
    summary: { zh: '修复失信承诺', en: 'Repair a broken promise, so that the enterprise can promise again' },
    allow: { supervisor: 'all' },
    params: OfTask,
    body: RepairBody,
    answer: BrokenPromiseAnswer,
    refuses: ['repaired-already'],
    transaction: true,
    handler: repairPromise(dependencies),
  }),
  get('/v1/supervision/claims', {
    summary: {
      zh: '补录，最新在前，及各部门的补录率',
      en: "Claims after outages, newest first, and their share of each department's acts",
    },
    allow: overseers,
    query: ClaimsQuery,
    answer: ClaimsAnswer,
    handler: readClaims(dependencies),
  }),
  get('/v1/clock', {
    summary: { zh: '现在是哪个办公日', en: 'What office day it is' },
    allow: everyone,
    answer: ClockAnswer,
    handler: readClock(dependencies),
  }),
];
