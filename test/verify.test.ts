import { createHash, randomUUID } from 'node:crypto';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPool, type Pool } from '@doudi/infra/database';
import { openStorage } from '@doudi/infra/storage';
import { cacheFolder, freePort, temporaryFolder } from '@doudi/local';
import { testDatabase } from '@doudi/testing/database/test-database';
import { testTemporal, type TestTemporal } from '@doudi/testing/temporal/test-temporal';
import { commissionNoOf, orderWorkflowId } from '@doudi/workflows';
import { Client } from '@temporalio/client';
import { openLog } from '@doudi/infra/service';
import { startWorker } from '@doudi/infra/temporal';
import { workflowBundle } from '../services/approval-workflows/src/bundled-workflows.ts';
import { decide, hire } from '../stack/src/demo/actions.ts';
import type { List } from '../stack/src/demo/answers.ts';
import { openApi, type Api } from '../stack/src/demo/api.ts';
import { dayMs } from '../stack/src/demo/office.ts';
import { samplePaper } from '../stack/src/demo/sample-paper.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { openStores } from '../stack/src/reconcile/stores.ts';
import { up } from '../stack/src/up.ts';
import type { DataSet } from '../stack/src/verify/invariant.ts';
import { invariants } from '../stack/src/verify/invariants.ts';
import { verify, type Verdict } from '../stack/src/verify/verify.ts';
import { walkOrder } from './walk-order.ts';

type Name = keyof typeof invariants;

/** The last working days before the National Day holiday of 2017, in which nothing falls due: time stands still for the copies. */
const firstDay = new Date('2017-09-26T10:00:00+08:00');
const holiday = {
  from: Date.parse('2017-10-01T00:00:00+08:00'),
  to: Date.parse('2017-10-08T12:00:00+08:00'),
};
const realDayMs = 6_000;
const limits = { NOTICES_GATHERED_SECONDS: '0' };

const folder = temporaryFolder();
const answersFile = join(folder, 'answers');
let temporal: TestTemporal;
let database: Awaited<ReturnType<typeof testDatabase>>;
let known: { readonly done: string; readonly late: string; readonly caseNo: string };

beforeAll(async () => {
  temporal = await testTemporal();
  database = await testDatabase();
  const stack = await up({
    ...{
      dataFolder: temporaryFolder(),
      temporary: true,
      storage: { STORAGE_FOLDER: join(folder, 'papers') },
    },
    cacheFolder: cacheFolder(process.env['XDG_CACHE_HOME']),
    ...{ databaseUrl: database.url, temporalAddress: temporal.address, namespace: temporal.namespace },
    ports: { gateway: await freePort(), temporalUi: await freePort() },
    clock: { officeAt: firstDay, rate: dayMs / realDayMs },
    ...{ limits, logLevel: 'warn', report: () => undefined },
  });
  try {
    const begun = Date.now();
    known = await fill(openApi(stack));
    await waitFor({ what: 'the holiday', withinMs: 60_000 }, () =>
      Promise.resolve(officeSince(begun) > holiday.from),
    );
    const set = dataSet(database.url, join(folder, 'papers'));
    const broken = await judged(set, Object.keys(invariants) as Name[], 30_000).finally(set.stores.close);
    expect(broken.filter(({ findings }) => findings.length > 0)).toEqual([]);
    if (officeSince(begun) > holiday.to) throw new Error('this machine was too slow for the holiday');
  } finally {
    await stack.stop();
  }
}, 240_000);
afterAll(async () => {
  await temporal?.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const officeSince = (begun: number) => firstDay.getTime() + ((Date.now() - begun) * dayMs) / realDayMs;

/** An order with agencies' work and an accepted file, one that nobody touches until it is a case, and a person's case with a file. */
async function fill(api: Api) {
  const project = (serial: number) => ({
    ...seedCase.project,
    code: `2017-330683-29-03-${700_000 + serial}`,
  });
  const late = await walkOrder(api, { ...seedCase, project: project(1), track: '80', tasks: [] });
  const { orderNo } = await walkOrder(api, {
    ...{ ...seedCase, project: project(2), track: '30', days: 20 },
    tasks: ['record', 'order-meeting', 'scheme-review', 'eia-review'],
  });
  const turn = { api, orderNo, enterprise: seedCase.enterprise, task: 'construction-drawings' } as const;
  await hire(turn, 'DSN');
  const path = `/v1/commissions/${commissionNoOf(orderNo, turn.task)}`;
  const { fileNo } = await upload<{ fileNo: number }>(api, 'agency-dsn', `${path}/files`, {
    purpose: 'result',
  });
  await api.post('agency-dsn', `${path}/deliverables`, { files: [fileNo] });
  await api.post(seedCase.enterprise, `${path}/acceptance`, {});
  const person = await api.post<{ caseNo: string }>('officer-fang', '/v1/cases', {
    ...{ cause: 'papers', statement: '档案缺失', orderNo },
  });
  await upload(api, 'officer-fang', `/v1/cases/${person.caseNo}/attachments`, {});
  await waitFor({ what: 'the case of the late step', withinMs: 60_000 }, async () => {
    const { items } = await api.get<List<{ orderNo: string }>>('officer-fang', '/v1/cases');
    return items.some((one) => one.orderNo === late.orderNo);
  });
  await decide({ ...turn, orderNo: late.orderNo, task: 'record' }, 'DRC');
  return { done: orderNo, late: late.orderNo, caseNo: person.caseNo };
}

function upload<T>(api: Api, who: string, path: string, says: Record<string, string>): Promise<T> {
  const pdf = samplePaper(path);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const query = new URLSearchParams({ ...says, name: '样例.pdf', sha256 });
  return api.upload<T>(who, `${path}?${query.toString()}`, pdf);
}

function dataSet(databaseUrl: string, papers: string): DataSet {
  const { address, namespace } = temporal;
  const storage = openStorage({ STORAGE_FOLDER: papers, STORAGE_REGION: '' });
  return { stores: openStores(databaseUrl, { address, namespace }), storage };
}

async function judged(set: DataSet, names: readonly Name[], withinMs = 0): Promise<Verdict[]> {
  const all: Verdict[] = [];
  for await (const verdict of verify(
    set,
    names.map((name) => invariants[name]),
    { withinMs },
  ))
    all.push(verdict);
  return all;
}

/** A copy of the data set as it was, the office clock at the end of the holiday. */
async function withCopy<T>(work: (copy: Copy) => Promise<T>): Promise<T> {
  const name = `copy_${randomUUID().slice(0, 8)}`;
  const url = new URL(database.url);
  const template = url.pathname.slice(1);
  const papers = join(folder, name);
  cpSync(join(folder, 'papers'), papers, { recursive: true });
  await asOwner(database.url, 'postgres', (db) => db.query(`create database ${name} template ${template}`));
  url.pathname = `/${name}`;
  const set = dataSet(url.href, papers);
  try {
    return await asOwner(url.href, name, async (db) => {
      await db.query('update shared.office_clock set office_at = $1, clock_at = now(), rate = 1', [
        new Date(holiday.to),
      ]);
      return work({ db, set, papers });
    });
  } finally {
    await set.stores.close();
    await asOwner(database.url, 'postgres', (db) => db.query(`drop database ${name} with (force)`));
  }
}
interface Copy {
  readonly db: Pool;
  readonly set: DataSet;
  readonly papers: string;
}

async function asOwner<T>(like: string, name: string, work: (db: Pool) => Promise<T>): Promise<T> {
  const url = new URL(like);
  url.pathname = `/${name}`;
  const db = openPool({ url: url.href, role: url.username, max: 1 });
  return work(db).finally(() => db.end());
}

/** How a data set is broken, and what is found then. */
interface Break {
  readonly by: string | ((copy: Copy) => void | Promise<unknown>);
  readonly finds: RegExp;
  /** what callers were answered */
  readonly answers?: readonly object[];
}
const step = (code: string) => `workflow_id = 'order/' || $1 || '/step/${code}'`;
const late = (sql: string) => sql.replaceAll('$1', `'${known.late}'`);
const done = (sql: string) => sql.replaceAll('$1', `'${known.done}'`);
const of = (which: (sql: string) => string, sql: string) => ({ by: ({ db }: Copy) => db.query(which(sql)) });
const events = 'approval_workflows.events';

/** A workflow whose code a worker does not have: the server notes that after five failed tasks. */
async function stick(): Promise<void> {
  const { address, namespace, connection } = temporal;
  const logger = openLog({ service: 'test', level: 'silent' });
  const taskQueue = 'stuck';
  const code = { workflowBundle: { codePath: workflowBundle }, activities: {} };
  const worker = await startWorker({ address, namespace, taskQueue, logger, ...code });
  const running = worker.run();
  try {
    const { workflow } = new Client({ connection, namespace });
    await workflow.start('noSuchWorkflow', { taskQueue, workflowId: taskQueue });
    await waitFor(
      { what: 'the note of the server', withinMs: 100_000 },
      async () => (await workflow.count('TemporalReportedProblems is not null')).count > 0,
    );
  } finally {
    worker.shutdown();
    await running;
  }
}

/** A stop that was planned to end on 28 September, and that no timer has ended. */
const neverEnded = {
  from: 1_506_500_000_000,
  plannedEnd: 1_506_600_000_000,
  endedAt: null,
  reason: 'hearing',
  task: 'order-meeting',
};

const breaks: Readonly<Record<Name, readonly Break[]>> = {
  receiptsAndRows: [
    {
      ...of(done, `update intake.orders set agent_id = 'p-9' where order_no = $1`),
      finds: /its receipt and its row differ/,
    },
    {
      ...of(late, `update intake.orders set started_at = null where order_no = $1`),
      finds: /does not count as started/,
    },
  ],
  workflowsAndRows: [
    {
      ...of(late, `update ${events} set by = 'p-9' where ${step('project-initiation')} and kind = 'check'`),
      finds: /PostgreSQL says what its workflow has not done/,
    },
    {
      ...of(
        done,
        `update intermediary_market.milestones set at = at + interval '1 second' where kind = 'deliver'`,
      ),
      finds: /market and workflow went different ways/,
    },
  ],
  noWorkflowFailed: [
    {
      by: async () => {
        const client = new Client({ connection: temporal.connection, namespace: temporal.namespace });
        await client.workflow.getHandle(orderWorkflowId(known.late)).terminate();
        await waitFor(
          { what: 'the end' },
          async () => (await client.workflow.count("ExecutionStatus = 'Terminated'")).count > 0,
        );
      },
      finds: /it has ended as terminated/,
    },
    { by: stick, finds: /its tasks fail again and again: .*WorkflowTaskFailed/ },
  ],
  answeredOnce: [
    {
      ...of(late, `delete from ${events} where ${step('project-initiation')} and kind = 'check'`),
      finds: /1 answered at .*, on record 0/,
    },
    {
      ...of(
        done,
        `delete from intermediary_market.outbox; delete from intermediary_market.briefs; delete from intermediary_market.milestones where kind = 'brief'`,
      ),
      finds: /1 answered at .*, on record 0/,
    },
    {
      by: `delete from approval_workflows.case_attachments; delete from approval_workflows.case_contacts; delete from approval_workflows.cases where way = 'counter'`,
      finds: /it was answered, but is not on record/,
    },
    {
      by: 'select 1',
      answers: [
        {
          key: 'k1',
          path: '/v1/orders',
          status: 201,
          answer: { orderNo: 'O201709260009', started: true, track: '50' },
        },
      ],
      finds: /O201709260009: it was answered, but is not on record/,
    },
    {
      by: 'select 1',
      answers: ['a', 'b'].map((key) => ({
        key,
        path: '/v1/mandates',
        status: 201,
        answer: { mandateNo: 'M201709260001' },
      })),
      finds: /2 requests were answered it as theirs/,
    },
    {
      by: 'select 1',
      answers: [{ key: 'k1', path: '/v1/tasks/:late/record/review', status: 503, answer: null }],
      finds: /record: 2 acts on record, 1 requests/,
    },
  ],
  numbersWithoutGap: [
    {
      ...of(late, `delete from ${events} where ${step('project-initiation')} and seq = 2`),
      finds: /event 3 follows event 1/,
    },
    {
      ...of(late, `update approval_workflows.steps set seq = seq + 1 where order_no = $1`),
      finds: /its row knows event/,
    },
    {
      ...of(done, `update intermediary_market.commissions set events = events + 1 where state = 'accepted'`),
      finds: /it counts 6 events, on record are 5/,
    },
    {
      ...of(done, `update intermediary_market.commission_files set file_no = 7`),
      finds: /commission_files: the last is number 7, but there are 1/,
    },
  ],
  ledgersAndEvents: [
    {
      ...of(late, `delete from approval_workflows.ledger_changes where order_no = $1`),
      finds: /its ledger is empty/,
    },
    {
      ...of(
        late,
        `update approval_workflows.ledger_changes set at = at + interval '1 minute' where order_no = $1`,
      ),
      finds: /does not begin as it opened/,
    },
    {
      ...of(done, `delete from approval_workflows.ledger_changes where order_no = $1 and line_no = 2`),
      finds: /line 3 of its ledger stands at place 2/,
    },
  ],
  casesOfSteps: [
    {
      ...of(late, `update approval_workflows.cases set step = null where order_no = $1`),
      finds: /it is late, but has no case/,
    },
    {
      ...of(
        done,
        `update approval_workflows.cases set order_no = $1, step = 'fire-safety' where way = 'timeout'`,
      ),
      finds: /fire-safety: it has case DD\d+, but was never late/,
    },
  ],
  commissionsAndTasks: [
    {
      ...of(done, `update intermediary_market.commissions set state = 'delivered' where state = 'accepted'`),
      finds: /the market has it delivered, its task is done/,
    },
    {
      ...of(
        done,
        `update approval_workflows.tasks set kind = 'review', department = 'NRP', category = null where task = 'drawing-review'`,
      ),
      finds: /no task of an order waits for it/,
    },
  ],
  serials: [
    { by: 'update intake.serials set last = 1', finds: /its serial is above the last that was given out, 1/ },
    {
      by: 'update approval_workflows.case_serials set last = last + 1',
      finds: /DD 2017-\d\d-\d\d: of \d numbers that were given out \d are in use/,
    },
  ],
  marksOfSteps: [
    {
      ...of(
        late,
        `delete from ${events} where ${step('project-initiation')} and kind = 'light' and detail ->> 'light' = 'RED'`,
      ),
      finds: /by the rules light RED of .* is to be on record/,
    },
    {
      ...of(
        late,
        `update ${events} set at = at + interval '1 day' where order_no = $1 and kind = 'task-late'`,
      ),
      finds: /task-late record of .* does not follow from the ledger/,
    },
    {
      ...of(
        late,
        `update approval_workflows.steps set stops = '${JSON.stringify([neverEnded])}' where order_no = $1`,
      ),
      finds: /stop-over order-meeting of 2017-09-28.* is due and not on record/,
    },
  ],
  marksOfOrders: [
    {
      ...of(
        late,
        `update approval_workflows.orders set delivered_reading = jsonb_set(delivered_reading, '{nextMarkAt}', '1506400000000') where order_no = $1`,
      ),
      finds: /its clock was to be read again at 2017-09-26/,
    },
  ],
  marksOfCases: [
    {
      by: `update approval_workflows.cases set record = jsonb_set(record, '{levelSince}', '1505000000000') where way = 'timeout'`,
      finds: /level-up of 2017-09-1\d.* is due and not on record/,
    },
  ],
  chargedDays: [
    {
      ...of(late, `delete from approval_workflows.ledger_changes where order_no = $1`),
      finds: /days used and 0 paused are not the \d+ that were charged/,
    },
  ],
  dueDays: [
    {
      ...of(
        done,
        `update approval_workflows.tasks set due_at = due_at + interval '1 day' where order_no = $1`,
      ),
      finds: /its due day is kept as .*, its clock reads/,
    },
  ],
  nothingWaits: [
    {
      by: 'update intermediary_market.outbox set sent_at = null where id = 1',
      finds: /the milestone is to be sent/,
    },
    { by: 'delete from intake.result_adoptions', finds: /the accepted result is to become a paper/ },
    {
      by: 'insert into intake.unsent_notices select min(no) from intake.notices',
      finds: /a notice is to be gathered/,
    },
  ],
  everyRowHasItsFile: [
    {
      by: async ({ db, papers }) => rmSync(join(papers, await keyIn(db))),
      finds: /its content, papers\/.*, is not there/,
    },
    {
      by: async ({ db, papers }) => writeFileSync(join(papers, await keyIn(db)), 'short'),
      finds: /has 5 bytes instead of \d+/,
    },
  ],
  everyFileHasItsRow: [
    {
      by: ({ papers }) => writeFileSync(join(papers, 'papers', 'stray'), 'x'),
      finds: /papers\/stray: no row names this content/,
    },
  ],
};

const keyIn = async (db: Pool) =>
  (await db.query<{ key: string }>('select storage_key as key from intake.papers limit 1')).rows[0]?.key ??
  '';

test(
  'everything holds of a copy that nobody has touched',
  () =>
    withCopy(async ({ set }) => {
      const all = await judged(set, Object.keys(invariants) as Name[]);
      expect(all.filter(({ findings }) => findings.length > 0)).toEqual([]);
      expect(all.filter(({ count }) => count === 0).map(({ what }) => what)).toEqual([]);
    }),
  120_000,
);

const all = Object.entries(breaks).flatMap(([name, those]) =>
  those.map((one) => ({ name: name as Name, ...one })),
);
// what breaks Temporal comes last: it is one for all copies
const inOrder = [
  ...all.filter(({ name }) => name !== 'noWorkflowFailed'),
  ...all.filter(({ name }) => name === 'noWorkflowFailed'),
];

test.each(inOrder)(
  '$name finds $finds',
  ({ name, by, finds, answers }) =>
    withCopy(async (copy) => {
      if (typeof by === 'string') await copy.db.query(by);
      else await by(copy);
      const lines = (answers ?? []).map(
        (line) => `${JSON.stringify(line).replaceAll(':late', known.late)}\n`,
      );
      writeFileSync(answersFile, lines.join(''));
      const set = { ...copy.set, ...(answers && { answers: answersFile }) };
      const [verdict] = await judged(set, [name]);
      expect(verdict?.findings.map(({ about, says }) => `${about}: ${says}`).join('\n')).toMatch(finds);
    }),
  120_000,
);
