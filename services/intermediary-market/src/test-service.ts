import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTransaction, openPool, type Queryable } from '@doudi/infra/database';
import { serviceApp } from '@doudi/infra/http';
import { officeClock, openLog } from '@doudi/infra/service';
import { openStorage } from '@doudi/infra/storage';
import { checkedProxy } from '@doudi/testing/contract/checked-proxy';
import { testDatabase } from '@doudi/testing/database/test-database';
import { testIdentity } from '@doudi/testing/identity';
import { commissionNoOf, rulesOfNow, type CommissionRequest, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { activities } from './activities.ts';
import { openBidVault } from './bid-vault.ts';
import { getCommission } from './commissions.ts';
import { passDeadlines, passOverdue } from './pass-deadline.ts';
import { loadSamples } from './load-samples.ts';
import { remindOwners } from './remind-owners.ts';
import { sampleAgencies } from './samples/agencies.ts';
import { intermediaryMarket } from './service.ts';
import { sweepAgencies } from './sweep-agencies.ts';

/** Monday 2026-03-02, 10:00 in Shanghai: when the test market opens its commissions. */
export const openedAt: Instant = Date.parse('2026-03-02T10:00:00+08:00');
const minuteMs = 60_000;

export const enterprise = {
  subject: 'p-enterprise',
  roles: ['enterprise'],
  uscc: '91330683MAFAKE0199',
} as const;
export const agent = { subject: 'p-agent', roles: ['agent'] } as const;
export const designer = { subject: 'p-designer', roles: ['agency'], uscc: '91330683MAFAKE107P' } as const;
export const supervisor = { subject: 'p-supervisor', roles: ['supervisor'] } as const;

let lastOrder = 0;

/** What a step asks the market for: a design for a new order of the test enterprise, unless `given` says otherwise. */
export function aRequest(given: Partial<CommissionRequest> = {}): CommissionRequest {
  const orderNo = given.orderNo ?? `O20260302${String((lastOrder += 1)).padStart(4, '0')}`;
  const task = given.task ?? 'scheme-design';
  const projectCode = '2601-330683-04-01-000001';
  const served = {
    orderNo,
    task,
    commissionNo: commissionNoOf(orderNo, task),
    step: 'planning',
    projectCode,
  } as const;
  return {
    ...served,
    uscc: enterprise.uscc,
    category: 'DSN',
    days: 16,
    openedAt,
    rulesVersion: rulesOfNow,
    ...given,
  };
}

/** The market in a database of its own, its clock one minute ahead at each reading. */
export async function testService() {
  const database = await testDatabase();
  const pool = openPool({ url: database.url, role: intermediaryMarket.role });
  const { verify, bearer } = await testIdentity();
  const clock = { at: openedAt };
  // read as in the real wiring, on the connection given, then answered with the time of the test
  const now = async (db: Queryable) => {
    await officeClock(db, { production: true }).setting();
    return (clock.at += minuteMs);
  };
  const vault = openBidVault([randomBytes(32).toString('base64')]);
  const logger = openLog({ service: 'test', level: 'silent' });
  await loadSamples(pool, openedAt);
  const folder = await mkdtemp(join(tmpdir(), 'doudi-market-'));
  const dependencies = {
    ...{ pool, now, vault },
    storage: openStorage({ STORAGE_FOLDER: folder, STORAGE_REGION: 'none' }),
  };
  const proxy = await checkedProxy(
    intermediaryMarket.contract,
    serviceApp({
      contract: intermediaryMarket.contract,
      routes: intermediaryMarket.routes(dependencies),
      pool,
      verify,
      logger,
    }),
  );
  const close = async () => {
    // rejects when the contract was broken; the rest must end all the same
    await proxy.close().finally(async () => {
      await pool.end();
      await database.drop();
      await rm(folder, { recursive: true });
    });
  };
  const shell = { url: proxy.url, database, folder, tokenOf: bearer, mandate: mandates(database.url) };
  return {
    ...shell,
    pool,
    clock,
    activities: activities({ pool }),
    remindOwners: remindOwners(pool, dependencies),
    /** Nobody has done badly: all agencies are as the samples have them. */
    forgetCredit: async () => {
      const login = openPool({ url: database.url, role: new URL(database.url).username, max: 1 });
      const tables = ['ratings', 'appeals', 'deductions', 'agency_credit'];
      await login.query(`truncate ${tables.map((table) => `intermediary_market.${table}`).join()}`);
      await login.end();
      const suspended = sampleAgencies.filter(({ status }) => status === 'suspended');
      const numbers = suspended.map(({ agencyNo }) => agencyNo);
      await pool.query(sql`
        update agencies set status = case when agency_no = any (${numbers}) then 'suspended' else 'listed' end`);
      await pool.query('update agency_records set stars = 5, ratings = 0');
    },
    /** The limit of a commission ends, whatever the clock says. */
    endLimit: (commissionNo: string) =>
      inTransaction(pool, async (db) => {
        const commission = await getCommission(db, commissionNo, sql`true`);
        await passDeadlines(db, commission, commission.deadlineAt ?? 0, { vault });
      }),
    /** one round of the sweep that sees to limits */
    passOverdue: passOverdue(pool, { ...dependencies, logger }),
    /** what `main.ts` has run now and then */
    sweep: sweepAgencies(dependencies),
    close,
  };
}

export type TestService = Awaited<ReturnType<typeof testService>>;

/** Gives the test agent a mandate for the test project, as intake does. */
const mandates = (url: string) => async (scopes: readonly string[], state: 'active' | 'revoked') => {
  const intake = openPool({ url, role: 'intake', max: 1 });
  const revokedAt = state === 'revoked' ? new Date() : null;
  const { projectCode, uscc } = aRequest();
  await intake.query(sql`
    insert into projects (code, name, uscc, enterprise_name, investment_yuan, land_hectares, industry, registered_by, registered_at)
    values (${projectCode}, '样例', ${uscc}, '虚构', 1, 1, 'C17', 'p-clerk', now()) on conflict do nothing`);
  await intake.query(sql`
    insert into mandates (mandate_no, agent_id, project_code, scopes, granted_by, granted_at, expires_at, revoked_at, revoked_by)
    values (${`M-${scopes.join('-')}`}, ${agent.subject}, ${projectCode}, ${scopes}, 'p-clerk', now(), now() + interval '1 day',
            ${revokedAt}, ${revokedAt && 'p-clerk'})
    on conflict (mandate_no) do update set revoked_at = excluded.revoked_at, revoked_by = excluded.revoked_by`);
  await intake.end();
};
