import { openPool } from '@doudi/infra/database';
import { type Caller, serviceApp } from '@doudi/infra/http';
import { officeClock, openLog } from '@doudi/infra/service';
import { testIdentity } from '@doudi/testing/identity';
import { checkedProxy } from '@doudi/testing/contract/checked-proxy';
import { testDatabase } from '@doudi/testing/database/test-database';
import type { ReceivedOrder, Withdrawal } from '@doudi/workflows';
import { intake } from './service.ts';
import type { StartOrder } from './start-receipt.ts';
import type { SendWithdrawal } from './tell-withdrawal.ts';
import { useCases } from './use-cases.ts';

/** Uscc of the sample enterprises of the tests; invented, with check characters that fit. */
export const ours = '91330683MAFAKE0199';
export const theirs = '91330683MAFAKE0274';

/** The workflows as the counter meets them: how they answer, and what they were told. */
function farSide() {
  const far = {
    answers: 'ok' as 'ok' | 'unreachable' | 'failed',
    orders: [] as ReceivedOrder[],
    withdrawals: [] as (Withdrawal & { readonly orderNo: string })[],
  };
  const startOrder: StartOrder = (order) => {
    if (far.answers !== 'ok') return Promise.resolve(far.answers);
    far.orders.push(order);
    return Promise.resolve('started');
  };
  const sendWithdrawal: SendWithdrawal = (orderNo, withdrawal) => {
    if (far.answers !== 'ok') return Promise.resolve(far.answers);
    far.withdrawals.push({ orderNo, ...withdrawal });
    return Promise.resolve('sent');
  };
  return { far, startOrder, sendWithdrawal };
}

const people = {
  agent: { subject: 'agent-1', roles: ['agent'] },
  otherAgent: { subject: 'agent-2', roles: ['agent'] },
  enterprise: { subject: 'owner-1', roles: ['enterprise'], uscc: ours },
  stranger: { subject: 'owner-2', roles: ['enterprise'], uscc: theirs },
  supervisor: { subject: 'supervisor-1', roles: ['supervisor'] },
  administrator: { subject: 'administrator-1', roles: ['administrator'] },
} satisfies Record<string, Caller>;

/** The real counter over a real PostgreSQL of its own; only what lies behind Temporal is played, by `far`. */
export async function testCounter() {
  const database = await testDatabase();
  const pool = openPool({ url: database.url, role: intake.role, max: 5 });
  const { far, ...messages } = farSide();
  const parts = { pool, clock: officeClock(pool, { production: false }), ...messages };
  const { verify, bearer } = await testIdentity();
  const logger = openLog({ service: intake.name, level: 'silent' });
  const door = await checkedProxy(
    intake.contract,
    serviceApp({ contract: intake.contract, routes: intake.routes(useCases(parts)), pool, verify, logger }),
  );
  const token = async ([who, caller]: [string, Caller]) => [who, await bearer(caller)] as const;
  const tokens = Object.fromEntries(await Promise.all(Object.entries(people).map(token))) as Record<
    keyof typeof people,
    string
  >;
  const close = async () => {
    // rejects when the contract was broken; the rest must end all the same
    await door.close().finally(async () => {
      await pool.end();
      await database.drop();
    });
  };
  return { url: door.url, pool, database, parts, far, tokens, bearer, close };
}
export type TestCounter = Awaited<ReturnType<typeof testCounter>>;
