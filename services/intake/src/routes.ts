import { webhookRoutes } from '@doudi/infra/channels';
import { everyone, get, InboxAnswer, noticeRoutes, overseers, post, put } from '@doudi/infra/http';
import { pdfType } from '@doudi/infra/pdf';
import { AdviceAnswer } from './advice-answer.ts';
import { AskAdvice, askAdvice } from './ask-advice.ts';
import { ChangedTrack, ChangeTrack, changeTrack } from './change-track.ts';
import type { Dependencies } from './dependencies.ts';
import { OpenedOrder, OpenOrder, openOrder, projectToOrderFor } from './open-order.ts';
import { MandateAnswer, MandatesAnswer, MandatesQuery, OfMandate, readMandates } from './read-mandates.ts';
import { notices } from './notices.ts';
import { InboxQuery, readInbox } from './read-inbox.ts';
import { orderActions } from './order-actions.ts';
import { orderToActOn } from './place-orders.ts';
import { OfOrder, OneOrder, OrdersAnswer, OrdersQuery, readOrder, readOrders } from './read-orders.ts';
import { OrderPreview, previewOrder } from './preview-order.ts';
import { GivePaper } from './give-paper-fields.ts';
import { givePaper, takenUploads } from './give-paper.ts';
import { getPaper, OfPaper, PaperAnswer, PapersAnswer, PapersQuery } from './read-papers.ts';
import { readPaper, readPaperFile, readPapers } from './read-papers.ts';
import { WithdrawPaper, withdrawPaper } from './withdraw-paper.ts';
import { PutPerson, putPerson } from './put-person.ts';
import { CorrectProject, correctProject } from './correct-project.ts';
import { TransferProject, transferProject } from './transfer-project.ts';
import { OfProject, OneProject, ProjectsAnswer, ProjectsQuery } from './read-projects.ts';
import { readProject, readProjects } from './read-projects.ts';
import {
  AgentsAnswer,
  AgentsQuery,
  ContactAnswer,
  OfPerson,
  PeopleAnswer,
  PeopleQuery,
} from './read-people.ts';
import { PersonAnswer, readAgents, readContact, readPeople, readPerson } from './read-people.ts';
import { readReceipt } from './read-receipt.ts';
import { readTracks, TracksAnswer } from './read-tracks.ts';
import { RecordMandate, recordMandate } from './record-mandate.ts';
import { RegisteredProject, RegisterProject, registerProject } from './register-project.ts';
import { ReplaceAgent, replaceAgent, ReplacedAgent } from './replace-agent.ts';
import { revokeMandate } from './revoke-mandate.ts';
import { WithdrawnOrder, WithdrawOrder, withdrawOrder } from './withdraw-order.ts';

const administrator = { administrator: 'all' } as const;
const placers = { agent: 'mandated', enterprise: 'own' } as const;
const readers = { ...placers, ...overseers };
/** Departments read the papers of projects with an order they have a task in. */
const paperReaders = {
  ...readers,
  reviewer: 'department',
  checker: 'department',
  head: 'department',
} as const;
const granters = { enterprise: 'own', administrator: 'all' } as const;

/** Every URL of intake: who is allowed, what it takes, what it does. */
export const routes = (dependencies: Dependencies) => [
  post('/v1/projects', {
    summary: { zh: '登记项目', en: 'Register a project' },
    allow: { agent: 'all', enterprise: 'own', administrator: 'all' },
    body: RegisterProject,
    transaction: true,
    answer: RegisteredProject,
    status: 201,
    location: true,
    refuses: ['project-already-registered'],
    handler: registerProject(dependencies),
  }),
  get('/v1/projects', {
    summary: { zh: '我的项目，最新在前', en: 'My projects, newest first' },
    allow: readers,
    query: ProjectsQuery,
    answer: ProjectsAnswer,
    handler: readProjects,
  }),
  get('/v1/projects/:code', {
    summary: { zh: '一个项目', en: 'One project' },
    allow: readers,
    params: OfProject,
    answer: OneProject,
    handler: readProject,
  }),
  post('/v1/projects/:code/corrections', {
    summary: { zh: '更正项目登记', en: 'Correct what was registered of a project' },
    allow: { ...placers, administrator: 'all' },
    params: OfProject,
    body: CorrectProject,
    transaction: true,
    answer: OneProject,
    handler: correctProject(dependencies),
    refuseReplay: async (call) => void (await readProject(call)),
  }),
  post('/v1/projects/:code/transfer', {
    summary: { zh: '更正项目归属', en: 'Give a project that was registered wrongly to its own enterprise' },
    allow: administrator,
    params: OfProject,
    body: TransferProject,
    transaction: true,
    answer: OneProject,
    refuses: ['order-already-open'],
    handler: transferProject(dependencies),
  }),

  // The content is kept before the row that names it: no transaction around an upload.
  post('/v1/projects/:code/papers', {
    summary: {
      zh: '上传材料，一次提交、各环节共用',
      en: 'Hand in a paper, once for every task that needs it',
    },
    allow: placers,
    params: OfProject,
    query: GivePaper,
    upload: takenUploads,
    answer: PaperAnswer,
    status: 201,
    location: true,
    refuses: ['quota-exceeded'],
    handler: givePaper(dependencies),
    refuseReplay: async (call) => void (await readProject(call)),
  }),
  get('/v1/projects/:code/papers', {
    summary: {
      zh: '项目的材料，按提交先后',
      en: 'The papers of a project, in the order in which they were given',
    },
    allow: paperReaders,
    params: OfProject,
    query: PapersQuery,
    answer: PapersAnswer,
    handler: readPapers,
  }),
  get('/v1/projects/:code/papers/:paperNo', {
    summary: { zh: '一份材料', en: 'One paper' },
    allow: paperReaders,
    params: OfPaper,
    answer: PaperAnswer,
    handler: readPaper,
  }),
  get('/v1/projects/:code/papers/:paperNo/file', {
    summary: { zh: '下载一份材料', en: 'Download a paper' },
    allow: paperReaders,
    params: OfPaper,
    file: takenUploads.types,
    audits: true,
    handler: readPaperFile(dependencies),
  }),
  post('/v1/projects/:code/papers/:paperNo/withdrawal', {
    summary: { zh: '撤回误传的材料', en: 'Withdraw a paper that was handed in by mistake' },
    allow: placers,
    params: OfPaper,
    body: WithdrawPaper,
    transaction: true,
    answer: PaperAnswer,
    refuses: ['paper-stands-no-more'],
    handler: withdrawPaper(dependencies),
    refuseReplay: async (call) => void (await getPaper(call)),
  }),

  post('/v1/mandates', {
    summary: { zh: '授权代办员', en: 'Give an agent a mandate' },
    allow: granters,
    body: RecordMandate,
    transaction: true,
    answer: MandateAnswer,
    status: 201,
    refuses: ['not-found'],
    handler: recordMandate(dependencies),
  }),
  get('/v1/mandates', {
    summary: { zh: '授权，最新在前，含已终止的', en: 'Mandates, newest first, ended ones included' },
    allow: readers,
    query: MandatesQuery,
    answer: MandatesAnswer,
    handler: readMandates(dependencies),
  }),
  post('/v1/mandates/:mandateNo/revocation', {
    summary: { zh: '撤销授权，立即生效', en: 'Revoke a mandate, at once' },
    allow: granters,
    params: OfMandate,
    transaction: true,
    answer: MandateAnswer,
    handler: revokeMandate(dependencies),
  }),

  get('/v1/inbox/intake', {
    summary: { zh: '我的待办：即将到期的授权', en: 'What waits for me: mandates that expire soon' },
    allow: placers,
    query: InboxQuery,
    answer: InboxAnswer,
    handler: readInbox(dependencies),
  }),
  ...webhookRoutes('intake'),
  ...noticeRoutes('intake', { ...notices, allow: placers, now: (db) => dependencies.clock.now(db) }),

  get('/v1/people', {
    summary: { zh: '人员名册，联系方式已遮蔽', en: 'The register of people, contacts masked' },
    allow: administrator,
    query: PeopleQuery,
    answer: PeopleAnswer,
    handler: readPeople,
  }),
  // before the one person: `agents` is no subject
  get('/v1/people/agents', {
    summary: { zh: '代办员名册，可按姓名查找', en: 'The roster of agents, by a part of the name' },
    allow: { agent: 'all', enterprise: 'all', ...overseers },
    query: AgentsQuery,
    answer: AgentsAnswer,
    handler: readAgents,
  }),
  get('/v1/people/:subject', {
    summary: { zh: '一位人员，联系方式已遮蔽', en: 'One person, contact masked' },
    allow: administrator,
    params: OfPerson,
    answer: PersonAnswer,
    handler: readPerson,
  }),
  get('/v1/people/:subject/contact', {
    summary: { zh: '一位人员的联系方式', en: 'How one person is reached' },
    allow: administrator,
    audits: true,
    params: OfPerson,
    answer: ContactAnswer,
    handler: readContact,
  }),
  put('/v1/people/:subject', {
    summary: { zh: '登记或修改人员', en: 'Enter or change a person' },
    allow: administrator,
    params: OfPerson,
    body: PutPerson,
    answer: PersonAnswer,
    transaction: true,
    edits: true,
    handler: putPerson(dependencies),
  }),

  get('/v1/tracks', {
    summary: {
      zh: '三档：环节、任务、时限，以及按需可选的天数',
      en: 'The tracks: steps, tasks, budgets, and the days that can be ordered',
    },
    allow: everyone,
    answer: TracksAnswer,
    handler: readTracks,
  }),

  // The receipt, the withdrawal, a replaced agent and a changed track are committed before a workflow is notified: no transaction around them.
  post('/v1/orders', {
    summary: { zh: '下单', en: 'Open an order' },
    allow: placers,
    body: OpenOrder,
    answer: OpenedOrder,
    status: 201,
    location: true,
    refuses: ['not-found', 'days-out-of-range', 'order-already-open'],
    handler: openOrder(dependencies),
    refuseReplay: async (call) => void (await projectToOrderFor(call)),
  }),
  post('/v1/orders/preview', {
    summary: {
      zh: '下单预览：方案、截止日与可选天数',
      en: 'What an order would be: plan, due days, days to name',
    },
    allow: placers,
    safe: true,
    body: OpenOrder,
    answer: OrderPreview,
    refuses: ['not-found', 'days-out-of-range', 'order-already-open'],
    handler: previewOrder(dependencies),
  }),
  post('/v1/orders/advice', {
    summary: {
      zh: '选档建议：理由、障碍与能否如期',
      en: 'Which track to order, why, and what stands against a faster one',
    },
    allow: { agent: 'all', enterprise: 'all' },
    safe: true,
    body: AskAdvice,
    answer: AdviceAnswer,
    handler: askAdvice(dependencies),
  }),
  get('/v1/orders', {
    summary: { zh: '订单，最新在前', en: 'Orders, newest first' },
    allow: readers,
    query: OrdersQuery,
    answer: OrdersAnswer,
    handler: readOrders,
  }),
  get('/v1/orders/:orderNo', {
    summary: { zh: '一张订单的回执', en: 'The receipt of one order' },
    allow: readers,
    params: OfOrder,
    answer: OneOrder,
    handler: readOrder,
  }),
  get('/v1/orders/:orderNo/receipt', {
    summary: { zh: '盖章的收件回执', en: 'The stamped receipt of an order, as a file' },
    allow: readers,
    params: OfOrder,
    file: [pdfType],
    handler: readReceipt(dependencies),
  }),
  post('/v1/orders/:orderNo/track', {
    summary: { zh: '换档：项目立项期间', en: 'Put an order on another track, during the project initiation' },
    allow: orderActions['change-track'].allow,
    params: OfOrder,
    body: ChangeTrack,
    answer: ChangedTrack,
    refuses: ['order-closed', 'initiation-over', 'track-unchanged', 'days-out-of-range', 'other-steps'],
    handler: changeTrack(dependencies),
    refuseReplay: async (call) => void (await orderToActOn(call)),
  }),
  post('/v1/orders/:orderNo/agent', {
    summary: { zh: '更换代办员', en: 'Give an order to another agent' },
    allow: orderActions['replace-agent'].allow,
    params: OfOrder,
    body: ReplaceAgent,
    answer: ReplacedAgent,
    status: 202,
    refuses: ['order-closed', 'agent-unmandated', 'agent-unchanged'],
    handler: replaceAgent(dependencies),
  }),
  post('/v1/orders/:orderNo/withdrawal', {
    summary: { zh: '撤回订单', en: 'Withdraw an order' },
    allow: orderActions.withdraw.allow,
    params: OfOrder,
    body: WithdrawOrder,
    answer: WithdrawnOrder,
    status: 202,
    refuses: ['order-closed'],
    handler: withdrawOrder(dependencies),
    refuseReplay: async (call) => void (await orderToActOn(call)),
  }),
];
