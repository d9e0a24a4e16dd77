import { type Answer, type Call, page, pageShape } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import { commissionStates } from '@doudi/workflows';
import { z } from 'zod';
import { findAgency } from './agencies.ts';
import { commissionListed, commissionRecord } from './commission-answer.ts';
import type { OfCommission } from './commission-no.ts';
import { commissionPosition, listCommissions, seeCommission, type SeenCommission } from './commissions.ts';
import { listMilestones, type MilestoneRow } from './milestones.ts';
import { findProjectSheet } from './project-sheets.ts';

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
  const rows = await listCommissions(db, { ...query, scope });
  return { body: page(rows, query, commissionListed, commissionPosition) };
}

/** One commission with its agency and its milestones. */
export async function readCommission({ db, scope, params }: Call<unknown, OfCommission>): Promise<Answer> {
  const commission = await seeCommission(db, params.commissionNo, scope);
  const project = await findProjectSheet(db, commission.projectCode);
  const agency = commission.agencyNo === null ? undefined : await findAgency(db, commission.agencyNo);
  const milestones = (await listMilestones(db, commission.commissionNo)).map(shownTo(commission));
  return { body: commissionRecord(commission, { project, agency, milestones }) };
}

/** An agency reads what was written to it and by it, not what passed between the owner and another one. */
const shownTo =
  ({ isOwners, isAgencys, agencyNo }: SeenCommission) =>
  (milestone: MilestoneRow): MilestoneRow =>
    isAgencys && !isOwners && milestone.agencyNo !== agencyNo ? { ...milestone, note: null } : milestone;
