import { openPool } from '@doudi/infra/database';
import { type Caller, serviceApp } from '@doudi/infra/http';
import { openLog } from '@doudi/infra/service';
import { testIdentity } from '@doudi/testing/identity';
import { checkedProxy } from '@doudi/testing/contract/checked-proxy';
import { testDatabase } from '@doudi/testing/database/test-database';
import {
  openStep,
  planFor,
  shippedCalendar,
  type OrderNews,
  type Plan,
  type ReceivedOrder,
  type StepWrite,
} from '@doudi/workflows';
import { activities } from './activities.ts';
import { calendarReader, insertShippedCalendar } from './calendars.ts';
import type { Update } from './call-workflow.ts';
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
  rulesVersion: 1,
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
  elsewhere: { subject: 'p-2003', roles: ['reviewer'], department: 'NRP' },
  officer: { subject: 'p-1301', roles: ['fallback-officer'] },
  administrator: { subject: 'p-1501', roles: ['administrator'] },
  supervisor: { subject: 'p-1401', roles: ['supervisor'] },
} satisfies Record<string, Caller>;

/** The departments' floor over a real PostgreSQL of its own; the workflows behind it are played by `far`. */
export async function testFloor() {
  const database = await testDatabase();
  const pool = openPool({ url: database.url, role: approvalWorkflows.role, max: 5 });
  await insertShippedCalendar(pool, shippedCalendar);
  const far = { told: [] as OrderNews[], asked: [] as Update[], answer: undefined as unknown, isDeaf: false };
  const office = { now: receivedAt };
  const clock = {
    now: () => Promise.resolve(office.now),
    setting: () => Promise.resolve({ officeAt: 0, clockAt: 0, rate: 1 }),
  };
  const calendarOf = calendarReader();
  const tellOrder = (_orderNo: string, news: OrderNews) =>
    far.isDeaf ? Promise.reject(new Error('no answer')) : Promise.resolve(void far.told.push(news));
  const call = <Receipt>(update: Update) =>
    Promise.resolve((far.asked.push(update), far.answer as Receipt | undefined));
  const tellCalendar = () => Promise.resolve();
  const startPublication = () => Promise.resolve();
  const floor = activities({
    pool,
    clock,
    calendarOf,
    gatewayUrl: 'http://127.0.0.1:1',
    tellOrder,
    tellCalendar,
  });
  const doors = {
    startPublication,
    clock,
    calendarOf,
    call,
    uiUrl: 'http://127.0.0.1:2',
    namespace: 'default',
  };
  const { verify, bearer } = await testIdentity();
  const logger = openLog({ service: approvalWorkflows.name, level: 'silent' });
  const door = await checkedProxy(
    approvalWorkflows.contract,
    serviceApp({
      contract: approvalWorkflows.contract,
      routes: approvalWorkflows.routes(doors),
      pool,
      verify,
      logger,
    }),
  );
  const tokens = {} as Record<keyof typeof people, string>;
  for (const who of Object.keys(people) as (keyof typeof people)[]) tokens[who] = await bearer(people[who]);
  const close = async () => {
    // rejects when the contract was broken; the rest must end all the same
    await door.close().finally(async () => {
      await pool.end();
      await database.drop();
    });
  };
  return { url: door.url, pool, database, office, far, floor, tokens, bearer, close };
}
export type TestFloor = Awaited<ReturnType<typeof testFloor>>;

/** Puts an order on record, its first step open, and gives its planning a case; answers the case's number. */
export async function orderWithACase({ floor }: TestFloor, order: ReceivedOrder): Promise<string> {
  await floor.registerOrder(order);
  await floor.projectStep(firstWrite(order));
  return floor.numberCase(order.orderNo, 'planning', receivedAt);
}
