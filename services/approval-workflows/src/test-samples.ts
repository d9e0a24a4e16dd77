import { createHash, randomUUID } from 'node:crypto';
import type { Parties } from '@doudi/testing/access/people';
import type { Samples, Thing } from '@doudi/testing/samples';
import { bodyExamples } from '@doudi/testing/contract/body-examples';
import { giveMandates } from '@doudi/testing/database/give-mandates';
import { webhookSamples } from '@doudi/testing/database/give-webhooks';
import { giveNotices, noticeSamples } from '@doudi/testing/database/give-notices';
import {
  caseNumber,
  departmentOf,
  planFor,
  shippedCalendar,
  type CaseReceipt,
  type Day,
  type DecisionReceipt,
  type Department,
  type Plan,
  type PlannedTask,
  type TaskCode,
  openCase,
  type Commitment,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import request from 'supertest';
import { asOwner } from '@doudi/testing/database/as-owner';
import type { routes } from './routes.ts';
import { insertContact } from './case-contacts.ts';
import { insertCase } from './cases.ts';
import { approvalWorkflows } from './service.ts';
import { anOrder, receivedAt, type TestService } from './test-service.ts';
import { orderPlay } from './test-orders.ts';
import { forgetRecords, type Issued, renewDelivery, waitingAmendment, waitingClaim } from './test-records.ts';

type Side = 'ours' | 'theirs';
const [ourAgency, theirAgency, noAgency] = ['91330683MAFAKE107P', '91330683MAFAKE115J', '91330683MAFAKE123D'];

export const parties: Parties = {
  ours: { uscc: '91330683MAFAKE0199', agentId: 'p-1001', department: 'DRC', agencyUscc: ourAgency },
  theirs: { uscc: '91330683MAFAKE0274', agentId: 'p-1002', department: 'NRP', agencyUscc: theirAgency },
  nobody: { uscc: '91330683MAFAKE043R', agentId: 'p-1003', department: 'EEB', agencyUscc: noAgency },
};

/** The plan of track 50 without the tasks of these departments, so that each side's order is of no concern to the others. */
function planWithout(...departments: readonly string[]): Plan {
  const plan = planFor('50') as Plan;
  const isTheirs = (task: PlannedTask) => !departments.includes(departmentOf(task) ?? '');
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, tasks: step.tasks.filter(isTheirs) })) };
}

/** The same, its order meeting asking for papers and for the opinion of a department. */
function meetingWith(plan: Plan, department: Department): Plan {
  const meeting = { papers: true, consults: { departments: [department], days: 3 } };
  const asking = (task: PlannedTask): PlannedTask => ({
    ...task,
    extendableBy: 10,
    ...(task.code === 'order-meeting' && meeting),
  });
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, tasks: step.tasks.map(asking) })) };
}

const plans = {
  ours: meetingWith(planWithout('NRP', 'EEB'), 'DRC'),
  theirs: meetingWith(planWithout('DRC', 'EEB'), 'NRP'),
};
/** An order of each side from which papers are asked, and the task that asks. */
const asked = {
  ours: anOrder({ orderNo: 'O201706160003', plan: plans.ours }),
  theirs: anOrder({
    plan: plans.theirs,
    orderNo: 'O201706160004',
    projectCode: '2017-330683-29-03-000002',
    uscc: parties.theirs.uscc,
    agentId: parties.theirs.agentId,
  }),
};
const asking = { ours: 'record', theirs: 'order-meeting' } as const;
/** An order of each side whose first task waits for a check, with requests to decide. */
const burdened = {
  ours: { ...asked.ours, orderNo: 'O201706160005' },
  theirs: { ...asked.theirs, orderNo: 'O201706160006' },
};

/** An order of each side with a legal stop in its first task. */
const stopped = {
  ours: { ...asked.ours, orderNo: 'O201706160007' },
  theirs: { ...asked.theirs, orderNo: 'O201706160008' },
};
/** An order of each side one task of which was approved, by the department of that side. */
const issuing = {
  ours: { ...asked.ours, orderNo: 'O201706160009' },
  theirs: { ...asked.theirs, orderNo: 'O201706160010' },
};
const issued = {
  ours: { ...issuing.ours, step: 'project-initiation', task: 'record', department: 'DRC' },
  theirs: { ...issuing.theirs, step: 'planning', task: 'planning-conditions', department: 'NRP' },
} as const satisfies Record<Side, Issued>;

const orders = {
  ours: anOrder({ plan: plans.ours }),
  theirs: anOrder({
    plan: plans.theirs,
    orderNo: 'O201706160002',
    projectCode: '2017-330683-29-03-000002',
    uscc: parties.theirs.uscc,
    agentId: parties.theirs.agentId,
  }),
};
/** Each side's open task: our order is still with the first department, theirs has come to another. */
const tasks = { ours: 'record', theirs: 'planning-conditions' } as const;

/** An order of each side on record, both under a mandate, and a case. */
export async function sampleThings(service: TestService) {
  await orderPlay(orders.ours).putOnRecord(service);
  const ahead = orderPlay(orders.theirs);
  ahead.finish('project-initiation', '2017-06-16');
  await ahead.putOnRecord(service);
  for (const order of Object.values(asked)) {
    const missing = orderPlay(order);
    missing.ask('project-initiation', '2017-06-16');
    await missing.putOnRecord(service);
  }
  const [ours, theirs] = [orderPlay(burdened.ours), orderPlay(burdened.theirs)];
  ours.burden('project-initiation', '2017-06-16');
  theirs.finish('project-initiation', '2017-06-16');
  theirs.burden('planning', '2017-06-16');
  await ours.putOnRecord(service);
  await theirs.putOnRecord(service);
  for (const [order, code] of [
    [stopped.ours, 'project-initiation'],
    [stopped.theirs, 'planning'],
  ] as const) {
    const play = orderPlay(order);
    if (code === 'planning') play.finish('project-initiation', '2017-06-16');
    play.stop(code, '2017-06-16');
    await play.putOnRecord(service);
  }
  const [oursIssued, theirsIssued] = [orderPlay(issuing.ours), orderPlay(issuing.theirs)];
  oursIssued.finish('project-initiation', '2017-06-19');
  theirsIssued.finish('project-initiation', '2017-06-16');
  theirsIssued.finish('planning', '2017-06-19');
  await oursIssued.putOnRecord(service);
  await theirsIssued.putOnRecord(service);
  await giveMandates(service.database.url, Object.values(orders));
  const cases = { ours: await sampleCase(service, 'ours'), theirs: await sampleCase(service, 'theirs') };
  const projects = { ours: orders.ours.projectCode, theirs: orders.theirs.projectCode };
  const reported = {
    ours: await reportedCase(service, 'ours'),
    theirs: await reportedCase(service, 'theirs'),
  };
  return { cases, reported, notices: await giveNotices(service.pool, parties, projects) };
}

/** A file as it is uploaded, with what the query says of it. */
function aFile(name = '现场照片.pdf') {
  const content = `%PDF-1.7\n% ${randomUUID()}\n%%EOF\n`;
  return { query: { name, sha256: createHash('sha256').update(content).digest('hex') }, content };
}

/** Puts a file with a case on record, its content in the storage. */
async function attachSample({ url, tokens }: TestService, caseNo: string): Promise<void> {
  const { query, content } = aFile();
  await request(url)
    .post(`/v1/cases/${caseNo}/attachments`)
    .query(query)
    .set({
      Authorization: tokens.officer,
      'Idempotency-Key': randomUUID(),
      'Content-Type': 'application/pdf',
    })
    .send(content)
    .expect(201);
}

/** The number of the commitment to which both department and agency of a side are held. */
const promiseNo = 7;

/** A case of a side's order that is about a late step, reported by its enterprise, too; its department and its agency are held to something. */
async function sampleCase(service: TestService, side: Side): Promise<string> {
  const { orderNo, uscc } = orders[side];
  const { department, agencyUscc } = parties[side];
  const raised = { orderNo, step: 'planning', cause: 'step-red', task: null, at: receivedAt } as const;
  const caseNo = await service.activities.raiseCase(raised);
  const opened = openCase({
    openedAt: receivedAt,
    way: 'timeout',
    cause: 'timeout',
    orderNo,
    step: 'planning',
  });
  const held = [department as Department, `agency:${agencyUscc}` as const];
  const commitments = held.map((party): Commitment => ({
    ...{ no: promiseNo, party, deed: 'do', task: null, madeAt: receivedAt, dueAt: receivedAt + 86_400_000 },
    ...{ keptAt: null, brokenAt: null },
  }));
  await service.activities.projectCase(
    { caseNo },
    {
      ...{ caseNo, generation: 1, case: { ...opened, commitments }, events: [] },
    },
  );
  await asOwner(
    service.database.url,
    sql`update approval_workflows.cases set uscc = ${uscc} where case_no = ${caseNo}`,
  );
  await attachSample(service, caseNo);
  return caseNo;
}
/** A code of each side's slip. */
const codes = { ours: '7K3M9QW2ZD4T', theirs: '8K3M9QW2ZD4T' };

/** A case that a side's enterprise has reported about its order, and that is answered. */
async function reportedCase({ pool }: TestService, side: Side): Promise<string> {
  const { orderNo, uscc } = orders[side];
  const opened = openCase({ openedAt: receivedAt, way: 'api', cause: 'papers', orderNo });
  const answered = { ...opened, answeredAt: receivedAt, outcome: 'settled-on-the-spot' as const };
  const { version: calendarVersion } = shippedCalendar;
  const reported = { calendarVersion, uscc, reportedBy: 'p-1101' };
  const { caseNo } = await insertCase(pool, '2017-06-16' as Day, answered, reported);
  const contact = { name: '样例联系人', phone: '+8613800138000', address: '样例市样例街道1号' };
  await insertContact(pool, caseNo, { trackingCode: codes[side], contact });
  return caseNo;
}
export type Things = Awaited<ReturnType<typeof sampleThings>>;

const examples = bodyExamples(approvalWorkflows.contract);
const example = (name: string) => examples[name]?.[0] ?? {};
let drafts = 0;

/** What the generated tests need to know of each URL of the service; the workflows behind it take what is asked. */
export function samples(world: () => { service: TestService; things: Things }) {
  const noOrder = 'O209912310001';
  const noted = {
    touches: ['texts'],
    readAgain: async () => {
      const newest = 'select body as note from texts order by created_at desc, text_id limit 1';
      return (await world().service.pool.query<{ note: string }>(newest)).rows[0] ?? {};
    },
  };
  const ofOrder = (body?: object) => {
    const make = (orderNo: string): Thing => ({ params: { orderNo }, ...(body && { body }) });
    return {
      own: () => make(orders.ours.orderNo),
      foreign: () => make(orders.theirs.orderNo),
      none: make(noOrder),
    };
  };
  const linesAgain = {
    touches: ['texts'],
    readAgain: async () => {
      const newest = 'select lines from texts order by created_at desc, text_id limit 1';
      return (await world().service.pool.query<{ lines: unknown }>(newest)).rows[0] ?? {};
    },
  };
  const ofTask = (body: object | undefined, more: object, of: Readonly<Record<Side, TaskCode>> = tasks) => {
    const make = (side: Side): Thing => {
      const task = of[side];
      const answer: DecisionReceipt = { task, state: 'checking', at: receivedAt, stepClosed: false };
      world().service.workflows.answer = answer;
      return { params: { orderNo: orders[side].orderNo, task }, ...(body && { body }) };
    };
    return {
      own: () => make('ours'),
      foreign: () => make('theirs'),
      none: { params: { orderNo: noOrder, task: of.ours }, ...(body && { body }) },
      says: { bare: 403 } as const,
      ...more,
    };
  };
  /** Nothing is supplied yet, whatever was before. */
  const supplyTo = async (side: Side): Promise<Thing> => {
    await asOwner(world().service.database.url, sql`delete from approval_workflows.supplies`);
    return { params: { orderNo: asked[side].orderNo, task: asking[side] }, body: { statement: '已补充' } };
  };
  /** What the applicant of the order signs. */
  const signed = (body: object) => ({
    ...{ ...ofTask(body, {}), says: {}, touches: ['texts'] },
    readAgain: async () => {
      const newest = 'select body as statement from texts order by created_at desc, text_id limit 1';
      return (await world().service.pool.query<{ statement: string }>(newest)).rows[0] ?? {};
    },
  });
  /** A promise that was broken, and that nobody has repaired. */
  const breach = async (): Promise<Thing> => {
    const { orderNo, uscc } = orders.ours;
    await asOwner(
      world().service.database.url,
      sql`delete from approval_workflows.broken_promises where order_no = ${orderNo}`,
      sql`insert into approval_workflows.broken_promises (order_no, task, step, uscc, kind, broken_at)
          values (${orderNo}, 'record', 'project-initiation', ${uscc}, 'promise', '2017-06-16')`,
    );
    return { params: { orderNo, task: 'record' }, body: { reason: '已补交' } };
  };
  const ofRequest = (body: object) => {
    const { own, foreign, none, ...rest } = ofTask(body, noted);
    const numbered = ({ params, ...thing }: Thing): Thing => ({ params: { ...params, no: '7' }, ...thing });
    return { own: () => numbered(own()), foreign: () => numbered(foreign()), none: numbered(none), ...rest };
  };
  /** Of a claim or an amendment, each request makes what it takes. */
  const ofRecord = (
    body: object,
    touches: readonly string[],
    {
      make,
      readAgain,
    }: { make: (side: Side) => Promise<string | undefined>; readAgain: () => Promise<object> },
  ) => {
    const thing = async (side: Side): Promise<Thing> => {
      const no = await make(side);
      const { orderNo, task } = issued[side];
      return { params: { orderNo, task, ...(no && { no }) }, body };
    };
    return {
      own: () => thing('ours'),
      foreign: () => thing('theirs'),
      none: { params: { orderNo: noOrder, task: 'record', no: '999' }, body },
      touches: ['texts', 'events', 'notices', ...touches],
      readAgain: async () => ({ ...(await readAgain()) }),
    };
  };
  const newest = async (columns: string, from: string) =>
    (await world().service.pool.query<object>(`select ${columns} from ${from} order by no desc limit 1`))
      .rows[0] ?? {};
  /** Of a result that was issued, handed over to nobody yet. */
  const ofResult = (body?: object) => {
    const thing = async (side: Side): Promise<Thing> => {
      await renewDelivery(world().service, issued[side]);
      const { orderNo, task } = issued[side];
      return { params: { orderNo, task }, ...(body && { body }) };
    };
    return {
      own: () => thing('ours'),
      foreign: () => thing('theirs'),
      none: { params: { orderNo: noOrder, task: 'record' }, ...(body && { body }) },
    };
  };
  const ofIssuingOrder = (body?: object) => {
    const thing = (orderNo: string): Thing => ({ params: { orderNo }, ...(body && { body }) });
    return {
      own: () => thing(issued.ours.orderNo),
      foreign: () => thing(issued.theirs.orderNo),
      none: thing(noOrder),
    };
  };
  const forget = (side: Side) => forgetRecords(world().service, issued[side]).then(() => undefined);
  const denied = { verdict: 'deny', note: '纸上没有时间' };
  const newClaim = { event: 2, claimedAt: '2017-06-16T15:00:00+08:00', note: '系统停机' };
  const newAmendment = { kind: 'correction', note: '单位名称有误', corrected: '样例科技有限公司' };
  /** A case; `no` is of what is about a commitment or an item of it. */
  const ofCase = (
    body?: object,
    { no, more = noted, of }: { no?: string; more?: object; of?: (side: Side) => object } = {},
  ) => {
    const make = (side: Side): Thing => {
      const caseNo = world().things.cases[side];
      world().service.workflows.answer = {
        ...{ caseNo, seq: 2, at: receivedAt, state: 'open', level: 'L1', outcome: null },
      } satisfies CaseReceipt;
      const sent = of ? of(side) : body;
      return { params: { caseNo, ...(no && { no }) }, ...(sent && { body: sent }) };
    };
    const params = { caseNo: caseNumber('2017-06-16', 999), ...(no && { no }) };
    return {
      ...{ own: () => make('ours'), foreign: () => make('theirs') },
      none: { params, ...(body && { body }) },
      ...(body && more),
    };
  };
  /** What anybody reports of a side's order, its department too. */
  const reportOf = (side: Side) => {
    const contact = { name: '样例联系人', phone: '13800138000', address: '样例市样例街道1号' };
    const about = { orderNo: orders[side].orderNo, task: tasks[side] };
    return { cause: 'shirking', statement: '两个部门互相要求先出对方的材料', ...about, contact };
  };
  const caseAct = (path: string, more: { no?: string; more?: object; of?: (side: Side) => object } = {}) =>
    ofCase(example(`POST /v1/cases/{caseNo}/${path}`), more);
  /** Of a case that a side's enterprise has reported; nobody has rated it yet. */
  const ofReport = (asked: object = {}, more: object = {}) => {
    const thing = async (side: Side): Promise<Thing> => {
      await asOwner(world().service.database.url, sql`delete from approval_workflows.case_ratings`);
      return { params: { caseNo: world().things.reported[side] }, ...asked };
    };
    return {
      ...{ own: () => thing('ours'), foreign: () => thing('theirs') },
      none: { params: { caseNo: caseNumber('2017-06-16', 999) }, ...asked },
      ...more,
    };
  };
  const rated = {
    touches: ['case_ratings', 'notices', 'texts'],
    readAgain: async () => {
      const newest = 'select stars, body as note from case_ratings left join texts using (text_id)';
      return (await world().service.pool.query<object>(newest)).rows[0] as Record<string, unknown>;
    },
  };
  const ofTracked = ({ own, none }: ReturnType<typeof ofReport>, more: object = {}) => ({
    own,
    none,
    ...more,
  });
  /** A case takes twenty files; each request finds it with the one it was made with. */
  const aFileFor = async (side: Side): Promise<Thing> => {
    const caseNo = world().things.cases[side];
    await asOwner(
      world().service.database.url,
      sql`delete from approval_workflows.case_attachments where case_no = ${caseNo} and no > 1`,
    );
    return { params: { caseNo }, ...aFile() };
  };
  const inForce = {
    own: () => ({ params: { version: shippedCalendar.version } }),
    none: { params: { version: 'no-such-version' } },
  };
  return {
    'GET /v1/progress': {
      own: () => ({}),
      lists: { own: () => orders.ours.orderNo, foreign: () => orders.theirs.orderNo },
    },
    'GET /v1/progress/:orderNo': ofOrder(),
    'GET /v1/progress/:orderNo/ledger': ofOrder(),
    'GET /v1/progress/:orderNo/timeline': ofOrder(),
    'POST /v1/progress/:orderNo/what-if': ofOrder(example('POST /v1/progress/{orderNo}/what-if')),
    'GET /v1/tasks': {
      own: () => ({}),
      lists: { own: () => orders.ours.orderNo, foreign: () => orders.theirs.orderNo },
      says: { bare: 403 },
    },
    'GET /v1/tasks/:orderNo/:task': {
      own: () => ({ params: { orderNo: orders.ours.orderNo, task: tasks.ours } }),
      foreign: () => ({ params: { orderNo: orders.theirs.orderNo, task: tasks.theirs } }),
      none: { params: { orderNo: noOrder, task: tasks.ours } },
      says: { bare: 403 },
    },
    'POST /v1/tasks/:orderNo/:task/review': ofTask({ opinion: 'refuse', note: '选址不符合规划' }, noted),
    'POST /v1/tasks/:orderNo/:task/check': ofTask({ verdict: 'return', note: '请补充依据' }, noted),
    'POST /v1/tasks/:orderNo/:task/acceptance': ofTask(undefined, {}),
    'POST /v1/tasks/:orderNo/:task/supplement': ofTask(
      example('POST /v1/tasks/{orderNo}/{task}/supplement'),
      linesAgain,
    ),
    'POST /v1/tasks/:orderNo/:task/supply': {
      own: () => supplyTo('ours'),
      foreign: () => supplyTo('theirs'),
      none: { params: { orderNo: noOrder, task: 'record' }, body: { statement: '已补充' } },
      touches: ['texts', 'supplies'],
      readAgain: async () => {
        const newest = 'select body as statement from texts order by created_at desc, text_id limit 1';
        return (await world().service.pool.query<{ statement: string }>(newest)).rows[0] ?? {};
      },
    },
    'POST /v1/tasks/:orderNo/:task/promise': signed(example('POST /v1/tasks/{orderNo}/{task}/promise')),
    'POST /v1/tasks/:orderNo/:task/commitment': signed(example('POST /v1/tasks/{orderNo}/{task}/commitment')),
    'POST /v1/tasks/:orderNo/:task/requests/supplement': ofTask(
      example('POST /v1/tasks/{orderNo}/{task}/requests/supplement'),
      linesAgain,
    ),
    'POST /v1/tasks/:orderNo/:task/requests/stop': ofTask(
      example('POST /v1/tasks/{orderNo}/{task}/requests/stop'),
      noted,
    ),
    'POST /v1/tasks/:orderNo/:task/requests/extension': ofTask(
      example('POST /v1/tasks/{orderNo}/{task}/requests/extension'),
      noted,
    ),
    'POST /v1/tasks/:orderNo/:task/requests/:no/decision': ofRequest({ verdict: 'deny', note: '理由不足' }),
    'POST /v1/tasks/:orderNo/:task/stop-end': ofTask({ note: '专家评审已提前完成' }, noted),
    'POST /v1/tasks/:orderNo/:task/opinions': ofTask({ opinion: 'objection', note: '消防通道不足' }, noted, {
      ours: 'order-meeting',
      theirs: 'order-meeting',
    }),
    'POST /v1/tasks/:orderNo/:task/public-notice': ofTask({ from: '2026-03-02', to: '2026-03-06' }, {}),
    'GET /v1/stops': {
      own: () => ({}),
      lists: { own: () => stopped.ours.orderNo, foreign: () => stopped.theirs.orderNo },
    },
    'GET /v1/stops/shares': { own: () => ({ query: { from: '2017-06-01', until: '2017-06-30' } }) },
    'GET /v1/progress/:orderNo/results': ofIssuingOrder(),
    'GET /v1/progress/:orderNo/results/:task': ofResult(),
    'POST /v1/progress/:orderNo/delivery': {
      ...ofIssuingOrder({
        ...{ way: 'courier', recipient: '样例收件人', phone: '13800138000', address: '样例市样例街道1号' },
      }),
      touches: ['delivery_wishes'],
      readAgain: async () => {
        const newest = 'select way, recipient, phone, address from delivery_wishes order by at desc limit 1';
        return (await world().service.pool.query<object>(newest)).rows[0] as Record<string, unknown>;
      },
    },
    'GET /v1/tasks/:orderNo/:task/result': { ...ofResult(), says: { bare: 403 } },
    'GET /v1/tasks/:orderNo/:task/delivery': { ...ofResult(), says: { bare: 403 } },
    'POST /v1/tasks/:orderNo/:task/delivery': {
      ...ofResult({ act: 'hand-over', note: '李某持授权书签收' }),
      says: { bare: 403 },
      touches: ['deliveries', 'texts', 'events', 'notices'],
      readAgain: async () => {
        const newest = `select body as note from deliveries join texts using (text_id)
                         order by changed_at desc nulls last limit 1`;
        return (await world().service.pool.query<object>(newest)).rows[0] as Record<string, unknown>;
      },
    },
    'POST /v1/tasks/:orderNo/:task/claims': {
      ...ofRecord(newClaim, ['claims'], {
        make: forget,
        readAgain: () => newest('event, body as note', 'claims join texts using (text_id)'),
      }),
      says: { bare: 403 },
    },
    'POST /v1/tasks/:orderNo/:task/claims/:no/decision': ofRecord(denied, ['claims'], {
      make: (side) => waitingClaim(world().service, issued[side]),
      readAgain: () =>
        newest('body as note, verdict', 'claims join texts on texts.text_id = decision_text_id'),
    }),
    'POST /v1/tasks/:orderNo/:task/amendments': {
      ...ofRecord(newAmendment, ['amendments'], {
        make: forget,
        readAgain: () => newest('body as note, kind, corrected', 'amendments join texts using (text_id)'),
      }),
      says: { bare: 403 },
    },
    'POST /v1/tasks/:orderNo/:task/amendments/:no/decision': {
      ...ofRecord(denied, ['amendments'], {
        make: (side) => waitingAmendment(world().service, issued[side]),
        readAgain: () =>
          newest('body as note, verdict', 'amendments join texts on texts.text_id = decision_text_id'),
      }),
      says: { bare: 403 },
    },
    'GET /v1/supervision/broken-promises': { own: () => ({}) },
    'POST /v1/supervision/broken-promises/:orderNo/:task/repair': {
      own: breach,
      none: { params: { orderNo: noOrder, task: 'record' }, body: { reason: '已补交' } },
      touches: ['texts', 'broken_promises'],
      readAgain: async () => {
        const newest = 'select body as reason from broken_promises join texts on text_id = repair_text_id';
        return (await world().service.pool.query<{ reason: string }>(newest)).rows[0] ?? {};
      },
    },
    'GET /v1/supervision/claims': { own: () => ({}) },
    'GET /v1/inbox/approval-workflows': {
      own: () => ({}),
      lists: { own: () => orders.ours.projectCode, foreign: () => orders.theirs.projectCode },
    },
    ...noticeSamples('approval-workflows', () => world().things.notices),
    ...webhookSamples('approval-workflows', () => world().service.pool),
    'GET /v1/cases': {
      own: () => ({}),
      lists: { own: () => world().things.cases.ours, foreign: () => world().things.cases.theirs },
    },
    'POST /v1/cases': {
      own: () => ({ body: reportOf('ours') }),
      foreign: () => ({ body: reportOf('theirs') }),
      none: { body: { ...reportOf('ours'), orderNo: noOrder } },
      touches: ['cases', 'case_contacts', 'case_serials', 'texts'],
      readAgain: async () => {
        const newest = 'select body as statement from texts order by created_at desc, text_id limit 1';
        return (await world().service.pool.query<{ statement: string }>(newest)).rows[0] ?? {};
      },
    },
    'GET /v1/cases/:caseNo': ofCase(),
    'GET /v1/cases/:caseNo/contact': ofReport(),
    'GET /v1/cases/:caseNo/slip': ofReport(),
    'GET /v1/cases/:caseNo/slip/qr': ofReport(),
    'GET /v1/cases/:caseNo/tracking': ofTracked(ofReport({ query: { code: codes.ours } }), {
      touches: ['case_phone_failures'],
    }),
    'POST /v1/cases/:caseNo/tracking/ratings': ofTracked(
      ofReport({ body: { code: codes.ours, stars: 2, note: '等得久' } }),
      rated,
    ),
    'POST /v1/cases/:caseNo/ratings': ofReport({ body: { stars: 2, note: '等得久' } }, rated),
    'GET /v1/supervision/case-shares': { own: () => ({}) },
    'POST /v1/cases/:caseNo/attachments': {
      ...{ own: () => aFileFor('ours'), foreign: () => aFileFor('theirs') },
      none: { params: { caseNo: caseNumber('2017-06-16', 999) }, ...aFile() },
      touches: ['case_attachments'],
    },
    'GET /v1/cases/:caseNo/attachments/:no': ofCase(undefined, { no: '1' }),
    'POST /v1/cases/:caseNo/actions': caseAct('actions'),
    'POST /v1/cases/:caseNo/handler': caseAct('handler'),
    'POST /v1/cases/:caseNo/arrangement': caseAct('arrangement'),
    'POST /v1/cases/:caseNo/questions': caseAct('questions'),
    'POST /v1/cases/:caseNo/commitments': caseAct('commitments'),
    'POST /v1/cases/:caseNo/schedule': caseAct('schedule'),
    'POST /v1/cases/:caseNo/meetings': caseAct('meetings'),
    'POST /v1/cases/:caseNo/plan': caseAct('plan'),
    'POST /v1/cases/:caseNo/raising': caseAct('raising'),
    'POST /v1/cases/:caseNo/urgings': caseAct('urgings', {
      of: (side) => ({ task: tasks[side], note: '请尽快办理' }),
    }),
    'POST /v1/cases/:caseNo/stop-ends': caseAct('stop-ends', {
      of: (side) => ({ task: tasks[side], note: '请恢复计时' }),
      // no legal stop runs
      more: { says: { through: 409 } },
    }),
    'POST /v1/cases/:caseNo/links': caseAct('links'),
    'POST /v1/cases/:caseNo/merging': caseAct('merging', {
      of: (side) => ({ into: world().things.cases[side === 'ours' ? 'theirs' : 'ours'], note: '重复反映' }),
    }),
    'POST /v1/cases/:caseNo/closing': caseAct('closing'),
    'POST /v1/cases/:caseNo/confirmation': caseAct('confirmation'),
    'POST /v1/cases/:caseNo/call-backs': caseAct('call-backs'),
    'POST /v1/cases/:caseNo/schedule/:no/completion': caseAct('schedule/{no}/completion', { no: '7' }),
    'POST /v1/cases/:caseNo/commitments/:no/fulfilment': caseAct('commitments/{no}/fulfilment', { no: '7' }),
    'POST /v1/cases/:caseNo/answers': caseAct('answers'),
    'POST /v1/cases/:caseNo/withdrawal': caseAct('withdrawal'),
    'GET /v1/calendars': { own: () => ({}) },
    'GET /v1/calendars/:version': inForce,
    'PUT /v1/calendars/:version': {
      own: () => ({
        params: { version: `draft-${(drafts += 1)}` },
        body: example('PUT /v1/calendars/{version}'),
      }),
      touches: ['calendars'],
    },
    'POST /v1/calendars/:version/preview': inForce,
    'POST /v1/calendars/:version/publish': inForce,
    'GET /v1/supervision/overview': { own: () => ({}) },
    'GET /v1/supervision/steps': { own: () => ({}) },
    'GET /v1/supervision/links': { own: () => ({}) },
    'GET /v1/supervision/status-export': { own: () => ({}) },
    'GET /v1/clock': { own: () => ({}) },
  } satisfies Samples<ReturnType<typeof routes>[number]>;
}
