import { type Answer, type Call, page, pageShape } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import { commissionStates } from '@doudi/workflows';
import { z } from 'zod';
import { findAgency } from './agencies.ts';
import { commissionAnswer, commissionRecord } from './commission-answer.ts';
import type { OfCommission } from './commission-no.ts';
import { commissionPosition, getCommission, listCommissions } from './commissions.ts';
import { listMilestones } from './milestones.ts';
import { visibleTo } from './sides.ts';

const OrderNo = z
  .string()
  .regex(
    /^O[0-9]{12,20}$/,
    bilingual('须为订单编号，如 O202603020001', 'is no order number, such as O202603020001'),
  );

export const CommissionsQuery = z.strictObject({
  ...pageShape,
  orderNo: OrderNo.optional(),
  state: z.enum(commissionStates).optional(),
});
type CommissionsQuery = z.output<typeof CommissionsQuery>;

/** The commissions the caller may know of, the newest first. */
export async function readCommissions(call: Call<unknown, unknown, CommissionsQuery>): Promise<Answer> {
  const { db, scope, query } = call;
  const rows = await listCommissions(db, { ...query, within: visibleTo(scope) });
  return { body: page(rows, query, commissionAnswer, commissionPosition) };
}

/** One commission with its agency and its milestones. */
export async function readCommission({ db, scope, params }: Call<unknown, OfCommission>): Promise<Answer> {
  const commission = await getCommission(db, params.commissionNo, visibleTo(scope));
  const agency = commission.agencyNo === null ? undefined : await findAgency(db, commission.agencyNo);
  const milestones = await listMilestones(db, commission.commissionNo);
  return { body: commissionRecord(commission, { agency, milestones }) };
}
