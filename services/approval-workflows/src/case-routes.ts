import { get, overseers, post } from '@doudi/infra/http';
import { codeTypes, pdfType } from '@doudi/infra/pdf';
import { actOnCase, CaseReceiptAnswer } from './act-on-case.ts';
import { Attaching, attachToCase, readAttachment } from './attach-to-case.ts';
import { attachable, Attachment } from './attachment-answer.ts';
import { readActs } from './case-acts-said.ts';
import {
  ActBody,
  AnswerBody,
  ArrangementBody,
  CallBackBody,
  CloseBody,
  CommitmentInHoursBody,
  CompletionBody,
  ConfirmBody,
  FulfilmentBody,
  HandOverBody,
  LinkBody,
  MeetingBody,
  MergingBody,
  PlanBody,
  QuestionBody,
  RaisingBody,
  ScheduleBody,
  StopEndBody,
  UrgingBody,
  WithdrawalBody,
} from './case-bodies.ts';
import { CasesQuery } from './case-list.ts';
import { CaseReport } from './case-report-body.ts';
import { OfCase, OfCaseNumber } from './case-number-param.ts';
import { caseReaders, reporters, slipHolders } from './case-scope.ts';
import type { Dependencies } from './dependencies.ts';
import { CasesAnswer, OneCase, readCase, readCases, refuseOutOfReach } from './read-cases.ts';
import { RatingAnswer, RatingBody, rateCase, rateTrackedCase, TrackedRatingBody } from './rate-case.ts';
import { CaseContactAnswer, ContactQuery, readCaseContact } from './read-case-contact.ts';
import { CaseSharesAnswer, CaseSharesQuery, readCaseShares } from './read-case-shares.ts';
import { CodeQuery, readSlip, readSlipCode } from './read-slip.ts';
import { TrackedCase, trackCase, TrackingQuery } from './track-case.ts';
import { ReceivedCase, refuseReceipt, reportCase } from './report-case.ts';

const officer = { 'fallback-officer': 'all' } as const;
const second = { ...officer, supervisor: 'all' } as const;
const officials = { reviewer: 'department', checker: 'department', head: 'department' } as const;
const agency = { agency: 'engaged' } as const;
/** The window, the applicant or whoever reported it, and those who are held to something in it. */
const attachers = { ...officer, ...officials, ...agency, agent: 'mandated', enterprise: 'own' } as const;
const over = ['case-closed', 'case-answered'] as const;
const waiting = [...over, 'case-waits-for-confirmation'] as const;

/** An act is answered where the case stands after it. */
const act = { params: OfCase, answer: CaseReceiptAnswer } as const;

/** The URLs of cases: what is read, and one for each act of the case's rule. */
export const caseRoutes = (dependencies: Dependencies) =>
  [
    get('/v1/cases', {
      summary: { zh: '兜底件，最新在前', en: 'Fallback cases, newest first' },
      allow: caseReaders,
      query: CasesQuery,
      answer: CasesAnswer,
      handler: readCases(dependencies),
    }),
    // first the receipt in a transaction of its own, then the workflow: none around both
    post('/v1/cases', {
      summary: { zh: '受理兜底件：先出回执', en: 'Report a case; it is answered with its receipt' },
      allow: reporters,
      body: CaseReport,
      answer: ReceivedCase,
      status: 201,
      location: true,
      refuses: ['not-found'],
      handler: reportCase(dependencies),
      refuseReplay: refuseReceipt,
    }),
    get('/v1/cases/:caseNo', {
      summary: { zh: '一件兜底件及其经过', en: 'One case with what was done about it' },
      allow: caseReaders,
      params: OfCase,
      answer: OneCase,
      handler: readCase(dependencies),
    }),
    get('/v1/cases/:caseNo/contact', {
      summary: {
        zh: '联系方式；默认隐去部分',
        en: 'How the person who reported it is reached; masked unless asked',
      },
      allow: officer,
      params: OfCase,
      query: ContactQuery,
      answer: CaseContactAnswer,
      audits: true,
      handler: readCaseContact,
    }),
    get('/v1/cases/:caseNo/slip', {
      summary: { zh: '回执单', en: 'The slip to hand over' },
      allow: slipHolders,
      params: OfCase,
      file: [pdfType],
      handler: readSlip(dependencies),
    }),
    get('/v1/cases/:caseNo/slip/qr', {
      summary: { zh: '回执单的二维码', en: 'The square code of the slip' },
      allow: slipHolders,
      params: OfCase,
      query: CodeQuery,
      file: Object.values(codeTypes),
      handler: readSlipCode(dependencies),
    }),
    get('/v1/cases/:caseNo/tracking', {
      summary: { zh: '凭查询码或电话后四位查询', en: 'Track a case by its code or the end of the phone' },
      allow: {},
      public: true,
      params: OfCase,
      query: TrackingQuery,
      answer: TrackedCase,
      refuses: ['tracking-locked'],
      handler: trackCase(dependencies),
    }),
    post('/v1/cases/:caseNo/tracking/ratings', {
      summary: { zh: '凭查询码评价', en: 'Rate a case by its tracking code' },
      allow: {},
      public: true,
      params: OfCase,
      body: TrackedRatingBody,
      answer: RatingAnswer,
      status: 201,
      refuses: ['not-answered', 'rated-already'],
      transaction: true,
      handler: rateTrackedCase(dependencies),
    }),
    post('/v1/cases/:caseNo/ratings', {
      summary: { zh: '评价，或回访时代为登记', en: 'Rate a case, or take a rating down at the call-back' },
      allow: slipHolders,
      params: OfCase,
      body: RatingBody,
      answer: RatingAnswer,
      status: 201,
      refuses: ['not-answered', 'rated-already', 'same-person'],
      transaction: true,
      handler: rateCase(dependencies),
      refuseReplay: refuseOutOfReach,
    }),
    get('/v1/supervision/case-shares', {
      summary: { zh: '兜底件各项比例，均附分子分母', en: 'Every share of the fallback cases, with its base' },
      allow: overseers,
      query: CaseSharesQuery,
      answer: CaseSharesAnswer,
      handler: readCaseShares,
    }),
    // The content is kept before the row that names it: no transaction around an upload.
    post('/v1/cases/:caseNo/attachments', {
      summary: { zh: '上传兜底件附件', en: 'Give a file with a case' },
      allow: attachers,
      params: OfCase,
      query: Attaching,
      upload: attachable,
      answer: Attachment,
      status: 201,
      location: true,
      refuses: ['case-closed', 'attachments-full'],
      handler: attachToCase(dependencies),
      refuseReplay: refuseOutOfReach,
    }),
    get('/v1/cases/:caseNo/attachments/:no', {
      summary: { zh: '下载兜底件附件', en: 'Download a file of a case' },
      allow: caseReaders,
      params: OfCaseNumber,
      file: attachable.types,
      handler: readAttachment(dependencies),
    }),
    post('/v1/cases/:caseNo/actions', {
      ...act,
      summary: { zh: '登记处置', en: 'Log an action on a case' },
      allow: officer,
      body: ActBody,
      refuses: over,
      handler: actOnCase(dependencies, readActs.act),
    }),
    post('/v1/cases/:caseNo/handler', {
      ...act,
      summary: { zh: '移交或接手', en: 'Hand a case over to another officer, or take it' },
      allow: officer,
      body: HandOverBody,
      refuses: [...over, 'handler-already'],
      handler: actOnCase(dependencies, readActs.handOver),
    }),
    post('/v1/cases/:caseNo/arrangement', {
      ...act,
      summary: { zh: '确定服务方式与牵头部门', en: 'Set the style of service and the lead department' },
      allow: officer,
      body: ArrangementBody,
      refuses: [...over, 'nothing-changes'],
      handler: actOnCase(dependencies, readActs.arrange),
    }),
    post('/v1/cases/:caseNo/questions', {
      ...act,
      summary: { zh: '征询部门，限期答复', en: 'Ask a department, which answers by a date' },
      allow: officer,
      body: QuestionBody,
      refuses: [...over, 'asked-already', 'day-unfit'],
      handler: actOnCase(dependencies, readActs.ask),
    }),
    post('/v1/cases/:caseNo/answers', {
      ...act,
      summary: { zh: '部门答复征询', en: 'Answer as a department that was asked' },
      allow: officials,
      body: AnswerBody,
      refuses: [...over, 'not-asked'],
      handler: actOnCase(dependencies, readActs.answer),
    }),
    post('/v1/cases/:caseNo/commitments', {
      ...act,
      summary: { zh: '登记以小时计的承诺', en: 'Set a commitment in hours of business time' },
      allow: officer,
      body: CommitmentInHoursBody,
      refuses: [...over, 'order-not-linked'],
      handler: actOnCase(dependencies, readActs.commit),
    }),
    post('/v1/cases/:caseNo/commitments/:no/fulfilment', {
      ...act,
      summary: { zh: '承诺方报告已履行', en: 'Report, as the party, that a commitment is kept' },
      allow: { ...officials, ...agency },
      params: OfCaseNumber,
      body: FulfilmentBody,
      refuses: [...over, 'no-such-commitment', 'commitment-over'],
      handler: actOnCase(dependencies, readActs.fulfil),
    }),
    post('/v1/cases/:caseNo/schedule', {
      ...act,
      summary: { zh: '增加倒排事项', en: 'Add a dated item to the back-schedule' },
      allow: officer,
      body: ScheduleBody,
      refuses: [...over, 'day-unfit'],
      handler: actOnCase(dependencies, readActs.schedule),
    }),
    post('/v1/cases/:caseNo/schedule/:no/completion', {
      ...act,
      summary: { zh: '倒排事项完成', en: 'Mark a dated item as done' },
      allow: officer,
      params: OfCaseNumber,
      body: CompletionBody,
      refuses: [...over, 'no-such-item', 'item-over'],
      handler: actOnCase(dependencies, readActs.finish),
    }),
    post('/v1/cases/:caseNo/meetings', {
      ...act,
      summary: { zh: '登记联席会议', en: 'Record a joint meeting' },
      allow: officer,
      body: MeetingBody,
      refuses: over,
      handler: actOnCase(dependencies, readActs.meet),
    }),
    post('/v1/cases/:caseNo/plan', {
      ...act,
      summary: { zh: '确定 L4 的办结日期', en: 'Date the plan of a case at L4' },
      allow: second,
      body: PlanBody,
      refuses: [...over, 'no-plan-at-level', 'day-unfit'],
      handler: actOnCase(dependencies, readActs.plan),
    }),
    post('/v1/cases/:caseNo/raising', {
      ...act,
      summary: { zh: '提级', en: 'Raise a case one level' },
      allow: officer,
      body: RaisingBody,
      refuses: [...over, 'level-at-top'],
      handler: actOnCase(dependencies, readActs.raise),
    }),
    post('/v1/cases/:caseNo/urgings', {
      ...act,
      summary: { zh: '催办关联订单的任务', en: 'Urge the holder of a task of the linked order' },
      allow: officer,
      body: UrgingBody,
      refuses: [...over, 'order-not-linked', 'task-not-open'],
      handler: actOnCase(dependencies, readActs.urge),
    }),
    post('/v1/cases/:caseNo/stop-ends', {
      ...act,
      summary: { zh: '提请结束特别程序', en: 'Ask for the end of a legal stop of the linked order' },
      allow: officer,
      body: StopEndBody,
      refuses: [...over, 'order-not-linked', 'task-not-open', 'no-stop-runs'],
      handler: actOnCase(dependencies, readActs.askStopEnd),
    }),
    post('/v1/cases/:caseNo/links', {
      ...act,
      summary: { zh: '关联订单或委托', en: 'Link a case to an order or a commission' },
      allow: officer,
      body: LinkBody,
      refuses: [...over, 'linked-already'],
      handler: actOnCase(dependencies, readActs.link),
    }),
    post('/v1/cases/:caseNo/merging', {
      ...act,
      summary: { zh: '并入另一件', en: 'Merge a double into another case, which answers for it' },
      allow: officer,
      body: MergingBody,
      refuses: [...waiting, 'late-not-decided'],
      handler: actOnCase(dependencies, readActs.merge),
    }),
    post('/v1/cases/:caseNo/closing', {
      ...act,
      summary: { zh: '办结兜底件', en: 'Close a case with an outcome, or propose it' },
      allow: officer,
      body: CloseBody,
      refuses: [
        ...waiting,
        'outcome-not-for-people',
        'late-not-decided',
        'not-on-the-spot',
        'commitment-needed',
        'commitment-unfit',
        'order-not-linked',
      ],
      handler: actOnCase(dependencies, readActs.close),
    }),
    post('/v1/cases/:caseNo/confirmation', {
      ...act,
      summary: { zh: '第二人确认办结', en: 'Confirm the closing of a case, as a second person' },
      allow: second,
      body: ConfirmBody,
      refuses: [...over, 'nothing-to-confirm', 'same-person', 'late-not-decided'],
      handler: actOnCase(dependencies, readActs.confirm),
    }),
    post('/v1/cases/:caseNo/call-backs', {
      ...act,
      summary: { zh: '登记回访', en: 'Record a call-back, made by somebody who did not handle the case' },
      allow: second,
      body: CallBackBody,
      refuses: [...waiting, 'not-answered', 'same-person'],
      handler: actOnCase(dependencies, readActs.callBack),
    }),
    post('/v1/cases/:caseNo/withdrawal', {
      ...act,
      summary: { zh: '反映人撤回', en: 'Withdraw a case, as the one who reported it' },
      allow: { agent: 'mandated', enterprise: 'own' },
      body: WithdrawalBody,
      refuses: [...over, 'outcome-not-for-people'],
      handler: actOnCase(dependencies, readActs.withdraw),
      refuseReplay: refuseOutOfReach,
    }),
  ] as const;
