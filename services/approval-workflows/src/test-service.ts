import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool } from '@doudi/infra/database';
import { type Caller, serviceApp } from '@doudi/infra/http';
import { openLog } from '@doudi/infra/service';
import { openStorage } from '@doudi/infra/storage';
import { testIdentity } from '@doudi/testing/identity';
import { checkedProxy } from '@doudi/testing/contract/checked-proxy';
import { testDatabase } from '@doudi/testing/database/test-database';
import {
  openStep,
  planFor,
  shippedCalendar,
  type CaseStart,
  type CauseNotice,
  type OrderClockUpdate,
  type Plan,
  type ReceivedOrder,
  type StepWrite,
} from '@doudi/workflows';
import { activities } from './activities.ts';
import { calendarReader, insertShippedCalendar } from './calendars.ts';
import type { Update } from './call-workflow.ts';
import type { Dependencies } from './dependencies.ts';
import { approvalWorkflows } from './service.ts';

/** Friday 2017-06-16 10:00 in Shanghai, when the seed's case was received. */
export const receivedAt = Date.parse('2017-06-16T10:00:00+08:00');

export const anOrder = (some: Partial<ReceivedOrder> = {}): ReceivedOrder => ({
  orderNo: 'O201706160001',
  projectCode: '2017-330683-29-03-000001',
  uscc: '91330683MAFAKE0199',
  agentId: 'p-1001',
  receivedAt,
  plan: planFor('50') as Plan,
  clock: { officeAt: 0, clockAt: 0, rate: 1 },
  rulesVersion: 2,
  ...some,
});

/** The first write of an order's first step, as its workflow makes it. */
export function firstWrite({ orderNo, plan, receivedAt: at }: ReceivedOrder): StepWrite {
  const [planned] = plan.steps;
  if (!planned) throw new Error('the plan has no step');
  return {
    orderNo,
    generation: 1,
    step: openStep(planned, at),
    events: [{ seq: 1, at, kind: 'open', by: null, detail: {} }],
  };
}

const people = {
  agent: { subject: 'p-1001', roles: ['agent'] },
  enterprise: { subject: 'p-1101', roles: ['enterprise'], uscc: '91330683MAFAKE0199' },
  stranger: { subject: 'p-1102', roles: ['enterprise'], uscc: '91330683MAFAKE0274' },
  reviewer: { subject: 'p-2001', roles: ['reviewer'], department: 'DRC' },
  checker: { subject: 'p-3001', roles: ['checker'], department: 'DRC' },
  head: { subject: 'p-4001', roles: ['head'], department: 'DRC' },
  elsewhere: { subject: 'p-2003', roles: ['reviewer'], department: 'NRP' },
  officer: { subject: 'p-1301', roles: ['fallback-officer'] },
  administrator: { subject: 'p-1501', roles: ['administrator'] },
  supervisor: { subject: 'p-1401', roles: ['supervisor'] },
} satisfies Record<string, Caller>;

/** The service over a real PostgreSQL of its own; the workflows behind it are played by `workflows`. */
export async function testService() {
  const database = await testDatabase();
  const pool = openPool({ url: database.url, role: approvalWorkflows.role, max: 5 });
  await insertShippedCalendar(pool, shippedCalendar);
  const workflows = {
    notified: [] as OrderClockUpdate[],
    asked: [] as Update[],
    answer: undefined as unknown,
    isSilent: false,
    /** cases under way that were told of a cause */
    told: [] as { readonly caseNo: string; readonly cause: CauseNotice }[],
    /** what happens before a case that is told has ended; undefined: it is under way */
    endOf: undefined as ((caseNo: string) => Promise<unknown>) | undefined,
    /** cases that were started, with what they were told */
    started: [] as { readonly start: CaseStart; readonly cause: CauseNotice | undefined }[],
  };
  const office = { now: receivedAt };
  const clock = {
    now: () => Promise.resolve(office.now),
    setting: () => Promise.resolve({ officeAt: 0, clockAt: 0, rate: 1 }),
  };
  const call = <Receipt>(update: Update) =>
    Promise.resolve((workflows.asked.push(update), workflows.answer as Receipt | undefined));
  const notifyOrder = (_orderNo: string, update: OrderClockUpdate) =>
    workflows.isSilent
      ? Promise.reject(new Error('no answer'))
      : Promise.resolve(void workflows.notified.push(update));
  const startCase: Dependencies['startCase'] = (start, cause) =>
    workflows.isSilent
      ? Promise.reject(new Error('no answer'))
      : Promise.resolve(void workflows.started.push({ start, cause }));
  const folder = await mkdtemp(join(tmpdir(), 'doudi-cases-'));
  const dependencies: Dependencies = {
    pool,
    clock,
    storage: openStorage({ STORAGE_FOLDER: folder, STORAGE_REGION: 'none' }),
    calendarOf: calendarReader(),
    gatewayUrl: 'http://127.0.0.1:1',
    uiUrl: 'http://127.0.0.1:2',
    namespace: 'default',
    call,
    ...{ startCase, startCaseSoon: startCase },
    tellCase: async (caseNo, cause) => {
      await workflows.endOf?.(caseNo);
      if (!workflows.endOf) workflows.told.push({ caseNo, cause });
      return workflows.endOf === undefined;
    },
    startPublication: () => Promise.resolve(),
    notifyOrder,
    notifyCalendar: () => Promise.resolve(),
  };
  const { verify, bearer } = await testIdentity();
  const logger = openLog({ service: approvalWorkflows.name, level: 'silent' });
  const proxy = await checkedProxy(
    approvalWorkflows.contract,
    serviceApp({
      contract: approvalWorkflows.contract,
      routes: approvalWorkflows.routes(dependencies),
      pool,
      verify,
      logger,
    }),
  );
  const tokens = {} as Record<keyof typeof people, string>;
  for (const who of Object.keys(people) as (keyof typeof people)[]) tokens[who] = await bearer(people[who]);
  const close = async () => {
    // rejects when the contract was broken; the rest must end all the same
    await proxy.close().finally(async () => {
      await pool.end();
      await database.drop();
      await rm(folder, { recursive: true });
    });
  };
  return {
    url: proxy.url,
    pool,
    database,
    /** where the content of files stands */
    folder,
    office,
    workflows,
    activities: activities(dependencies),
    dependencies,
    tokens,
    bearer,
    close,
  };
}
export type TestService = Awaited<ReturnType<typeof testService>>;

/** Puts an order on record, its first step open, and gives its planning a case; answers the case's number. */
export async function orderWithACase({ activities }: TestService, order: ReceivedOrder): Promise<string> {
  await activities.registerOrder(order);
  await activities.projectStep(firstWrite(order));
  return (await activities.numberCase(order.orderNo, 'planning', receivedAt)).caseNo;
}
