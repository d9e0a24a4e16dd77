import { webhookRoutes } from '@doudi/infra/channels';
import { get, InboxAnswer, noticeRoutes, overseers, post } from '@doudi/infra/http';
import type { Words } from '@doudi/infra/words';
import { agencyRoutes } from './agency-routes.ts';
import { CommissionAnswer, CommissionRecord, CommissionsAnswer } from './commission-answer.ts';
import { CommissionFileAnswer, takenCommissionFiles } from './commission-file-answer.ts';
import { OfCommission, OfCommissionFile } from './commission-no.ts';
import { refuseFormerOwner } from './act-on-commission.ts';
import { Cancellation, cancelCommission } from './cancel-commission.ts';
import { commissionOwnWork, OwnCommission, refuseFormerProject } from './commission-own-work.ts';
import { creditRoutes } from './credit-routes.ts';
import type { Dependencies } from './dependencies.ts';
import { directoryRoutes } from './directory-routes.ts';
import {
  engageAgency,
  Engagement,
  HandIn,
  handInInputs,
  replaceAgency,
  Replacement,
  Withdrawal,
  withdrawEngagement,
} from './engage-agency.ts';
import {
  giveCommissionFile,
  GivingCommissionFile,
  readCommissionFile,
  refuseFormerGiver,
} from './give-commission-file.ts';
import { Acceptance, acceptResult, Return, returnResult } from './judge-result.ts';
import { CommissionsQuery, readCommission, readCommissions } from './read-commissions.ts';
import { notices } from './notices.ts';
import { InboxQuery, readInbox } from './read-inbox.ts';
import {
  Declining,
  declineEngagement,
  Deliverable,
  deliverResult,
  Signature,
  signContract,
} from './serve-commission.ts';
import { tenderRoutes } from './tender-routes.ts';
import { type MarketRefusal, notHired } from './words.ts';
import { Brief, writeBrief } from './write-brief.ts';

const owner = { enterprise: 'own', agent: 'mandated' } as const;
const agency = { agency: 'engaged' } as const;
/** Those for whom something waits here. */
const waitedFor = {
  ...owner,
  ...agency,
  reviewer: 'department',
  head: 'department',
  supervisor: 'all',
} as const;
const involved = { ...owner, ...agency, ...overseers };

const ownersAct = { allow: owner, refuseReplay: refuseFormerOwner };

const one = '/v1/commissions/:commissionNo';
const act = (summary: Words, ...refuses: MarketRefusal[]) => ({
  summary,
  params: OfCommission,
  transaction: true,
  answer: CommissionAnswer,
  refuses: ['commission-not-there' as const, ...refuses],
});

/** Every URL of the market: who is allowed, what it takes, what it does. */
export const routes = (dependencies: Dependencies) => [
  ...agencyRoutes(dependencies),
  get('/v1/commissions', {
    summary: { zh: '中介委托，最新在前', en: 'Commissions, newest first' },
    allow: involved,
    query: CommissionsQuery,
    answer: CommissionsAnswer,
    handler: readCommissions(dependencies),
  }),
  post('/v1/commissions', {
    summary: {
      zh: '自行委托中介（三测合一、区域评估等）',
      en: 'Commission a work of one’s own, without an order',
    },
    allow: owner,
    body: OwnCommission,
    transaction: true,
    answer: CommissionAnswer,
    status: 201,
    location: true,
    refuses: ['not-found'],
    handler: commissionOwnWork(dependencies),
    refuseReplay: refuseFormerProject,
  }),
  get(one, {
    summary: { zh: '一项委托及其里程碑', en: 'One commission with its milestones' },
    allow: involved,
    params: OfCommission,
    answer: CommissionRecord,
    handler: readCommission(dependencies),
  }),
  get('/v1/inbox/intermediary-market', {
    summary: { zh: '我的待办：选定、签约、提交、验收、评价、申诉', en: 'What waits for me at the market' },
    allow: waitedFor,
    query: InboxQuery,
    answer: InboxAnswer,
    handler: readInbox(dependencies),
  }),
  ...tenderRoutes(dependencies),
  ...webhookRoutes('intermediary-market'),
  ...noticeRoutes('intermediary-market', {
    ...notices,
    allow: { ...waitedFor, 'fallback-officer': 'all' },
    now: (db) => dependencies.now(db),
  }),
  ...creditRoutes(dependencies),
  ...directoryRoutes(dependencies),
  // The content is kept before the row that names it: no transaction around an upload.
  post(`${one}/files`, {
    summary: {
      zh: '上传所需资料、合同、成果文件',
      en: 'Upload what the agency needs, a contract, or a file of the result',
    },
    allow: { ...owner, ...agency },
    params: OfCommission,
    query: GivingCommissionFile,
    upload: takenCommissionFiles,
    answer: CommissionFileAnswer,
    status: 201,
    location: true,
    refuses: ['commission-not-there', 'commission-files-full'],
    handler: giveCommissionFile(dependencies),
    refuseReplay: refuseFormerGiver,
  }),
  get(`${one}/files/:fileNo`, {
    summary: { zh: '下载委托的文件', en: 'Download a file of a commission' },
    allow: involved,
    params: OfCommissionFile,
    file: takenCommissionFiles.types,
    audits: true,
    handler: readCommissionFile(dependencies),
  }),
  post(`${one}/brief`, {
    ...act({ zh: '填写委托要求', en: 'Say what is needed' }),
    ...ownersAct,
    body: Brief,
    handler: writeBrief(dependencies),
  }),
  post(`${one}/engagement`, {
    ...act({ zh: '选定中介', en: 'Engage an agency' }, 'no-brief', 'tender-first', ...notHired),
    ...ownersAct,
    body: Engagement,
    handler: engageAgency(dependencies),
  }),
  post(`${one}/withdrawal`, {
    ...act({ zh: '撤回未签约的选定', en: 'Withdraw an engagement that is not signed' }),
    ...ownersAct,
    body: Withdrawal,
    handler: withdrawEngagement(dependencies),
  }),
  post(`${one}/inputs`, {
    ...act({ zh: '提供中介所需资料', en: 'Hand in what the agency needs' }),
    ...ownersAct,
    body: HandIn,
    handler: handInInputs(dependencies),
  }),
  post(`${one}/replacement`, {
    ...act({ zh: '更换中介', en: 'Replace the agency in the middle of its work' }),
    allow: { ...owner, 'fallback-officer': 'all' },
    refuseReplay: refuseFormerOwner,
    body: Replacement,
    handler: replaceAgency(dependencies),
  }),
  post(`${one}/signature`, {
    ...act({ zh: '中介签约', en: 'Sign the contract' }, 'other-agency'),
    allow: agency,
    body: Signature,
    handler: signContract(dependencies),
  }),
  post(`${one}/refusal`, {
    ...act({ zh: '中介谢绝', en: 'Decline the engagement' }, 'other-agency'),
    allow: agency,
    body: Declining,
    handler: declineEngagement(dependencies),
  }),
  post(`${one}/deliverables`, {
    ...act({ zh: '提交成果', en: 'Hand in the result' }, 'other-agency'),
    allow: agency,
    body: Deliverable,
    handler: deliverResult(dependencies),
  }),
  post(`${one}/acceptance`, {
    ...act({ zh: '验收成果', en: 'Accept the result' }),
    ...ownersAct,
    body: Acceptance,
    handler: acceptResult(dependencies),
  }),
  post(`${one}/cancellation`, {
    ...act({ zh: '终止自行委托', en: 'End a commission of one’s own' }, 'ends-with-order'),
    ...ownersAct,
    body: Cancellation,
    handler: cancelCommission(dependencies),
  }),
  post(`${one}/return`, {
    ...act({ zh: '退回成果', en: 'Send the result back' }),
    ...ownersAct,
    body: Return,
    handler: returnResult(dependencies),
  }),
];
