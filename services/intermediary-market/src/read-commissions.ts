import { type Answer, type Call, page } from '@doudi/infra/http';
import { findAgency } from './agencies.ts';
import { commissionAnswer, commissionRecord } from './commission-answer.ts';
import { commissionPosition, getCommission, listCommissions } from './commissions.ts';
import type { CommissionParams, CommissionQuery } from './door.ts';
import { listMilestones } from './milestones.ts';
import { visibleTo } from './sides.ts';

/** The commissions the caller may know of, the newest first. */
export async function readCommissions(call: Call<unknown, unknown, CommissionQuery>): Promise<Answer> {
  const { db, scope, query } = call;
  const rows = await listCommissions(db, { ...query, within: visibleTo(scope) });
  return { body: page(rows, query, commissionAnswer, commissionPosition) };
}

/** One commission with its agency and its milestones. */
export async function readCommission({
  db,
  scope,
  params,
}: Call<unknown, CommissionParams>): Promise<Answer> {
  const commission = await getCommission(db, params.commissionNo, visibleTo(scope));
  const agency = commission.agencyNo === null ? undefined : await findAgency(db, commission.agencyNo);
  const milestones = await listMilestones(db, commission.commissionNo);
  return { body: commissionRecord(commission, { agency, milestones }) };
}
