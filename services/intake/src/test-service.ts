import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool } from '@doudi/infra/database';
import { type Caller, serviceApp } from '@doudi/infra/http';
import { officeClock, openLog } from '@doudi/infra/service';
import { openStorage } from '@doudi/infra/storage';
import { testIdentity } from '@doudi/testing/identity';
import { checkedProxy } from '@doudi/testing/contract/checked-proxy';
import { testDatabase } from '@doudi/testing/database/test-database';
import type {
  AgentReplacement,
  Plan,
  ReceivedOrder,
  Refusal,
  TrackChange,
  TrackReceipt,
  Withdrawal,
} from '@doudi/workflows';
import type { AskTrackChange, SendAgent, SendWithdrawal, StartOrder } from './dependencies.ts';
import { registerPeople } from './register-people.ts';
import { agents } from './test-people.ts';
import { intake } from './service.ts';

/** Uscc of the sample enterprises of the tests; invented, with check characters that fit. */
export const ours = '91330683MAFAKE0199';
export const theirs = '91330683MAFAKE0274';

type TrackAnswer = TrackReceipt | Refusal | 'ended';

/** Stands for the workflows: how they answer, and what they were sent. */
function playedWorkflows() {
  const workflows = {
    answers: 'ok' as 'ok' | 'unreachable' | 'failed',
    orders: [] as ReceivedOrder[],
    agents: [] as (AgentReplacement & { readonly orderNo: string })[],
    withdrawals: [] as (Withdrawal & { readonly orderNo: string })[],
    changes: [] as (TrackChange & { readonly orderNo: string; readonly updateId: string })[],
    /** what was answered to an update stays */
    decided: {} as Record<string, TrackAnswer>,
    decides: (orderNo: string, plan: Plan): TrackAnswer => {
      const former = plans.get(orderNo) ?? workflows.orders.find((order) => order.orderNo === orderNo)!.plan;
      plans.set(orderNo, plan);
      return { seq: (seq += 1), at: Date.now(), former, plan };
    },
  };
  const plans = new Map<string, Plan>();
  let seq = 1;
  const startOrder: StartOrder = (order) => {
    if (workflows.answers !== 'ok') return Promise.resolve(workflows.answers);
    workflows.orders.push(order);
    return Promise.resolve('started');
  };
  const sendWithdrawal: SendWithdrawal = (orderNo, withdrawal) => {
    if (workflows.answers !== 'ok') return Promise.resolve(workflows.answers);
    workflows.withdrawals.push({ orderNo, ...withdrawal });
    return Promise.resolve('sent');
  };
  const sendAgent: SendAgent = (orderNo, replacement) => {
    if (workflows.answers !== 'ok') return Promise.resolve(workflows.answers);
    workflows.agents.push({ orderNo, ...replacement });
    return Promise.resolve('sent');
  };
  const askTrackChange: AskTrackChange = (orderNo, asked) => {
    if (workflows.answers !== 'ok') return Promise.resolve(workflows.answers);
    workflows.changes.push({ orderNo, ...asked });
    return Promise.resolve((workflows.decided[asked.updateId] ??= workflows.decides(orderNo, asked.plan)));
  };
  return { workflows, startOrder, sendWithdrawal, sendAgent, askTrackChange };
}

const people = {
  agent: { subject: 'agent-1', roles: ['agent'] },
  otherAgent: { subject: 'agent-2', roles: ['agent'] },
  enterprise: { subject: 'owner-1', roles: ['enterprise'], uscc: ours },
  stranger: { subject: 'owner-2', roles: ['enterprise'], uscc: theirs },
  supervisor: { subject: 'supervisor-1', roles: ['supervisor'] },
  administrator: { subject: 'administrator-1', roles: ['administrator'] },
} satisfies Record<string, Caller>;

/** The service over a real PostgreSQL of its own; only what lies behind Temporal is played, by `workflows`. */
export async function testService() {
  const database = await testDatabase();
  const pool = openPool({ url: database.url, role: intake.role, max: 5 });
  await registerPeople(database.url, agents);
  const { workflows, ...messages } = playedWorkflows();
  const folder = await mkdtemp(join(tmpdir(), 'doudi-intake-'));
  const dependencies = {
    pool,
    clock: officeClock(pool, { production: false, againAfterMs: 0 }),
    storage: openStorage({ STORAGE_FOLDER: folder, STORAGE_REGION: 'none' }),
    gatewayUrl: 'http://127.0.0.1:1',
    ...messages,
  };
  const { verify, bearer } = await testIdentity();
  const logger = openLog({ service: intake.name, level: 'silent' });
  const proxy = await checkedProxy(
    intake.contract,
    serviceApp({ contract: intake.contract, routes: intake.routes(dependencies), pool, verify, logger }),
  );
  const token = async ([who, caller]: [string, Caller]) => [who, await bearer(caller)] as const;
  const tokens = Object.fromEntries(await Promise.all(Object.entries(people).map(token))) as Record<
    keyof typeof people,
    string
  >;
  const close = async () => {
    // rejects when the contract was broken; the rest must end all the same
    await proxy.close().finally(async () => {
      await pool.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    });
  };
  return { url: proxy.url, pool, database, folder, dependencies, workflows, tokens, bearer, close };
}
export type TestService = Awaited<ReturnType<typeof testService>>;
