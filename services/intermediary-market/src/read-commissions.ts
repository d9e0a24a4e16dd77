import { type Answer, type Call, page, pageShape } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import { commissionStates } from '@doudi/workflows';
import { z } from 'zod';
import { readAgencyRow } from './agencies.ts';
import { findBrief } from './briefs.ts';
import { listCommissionFiles } from './commission-files.ts';
import { commissionListed, commissionRecord } from './commission-answer.ts';
import { standingsOf } from './commission-standing.ts';
import type { OfCommission } from './commission-no.ts';
import { commissionPosition, listCommissions, seeCommission, type SeenCommission } from './commissions.ts';
import type { Dependencies } from './dependencies.ts';
import { type EngagementRow, listEngagements } from './engagements.ts';
import { listMilestones, type MilestoneRow } from './milestones.ts';
import { findProjectSheet, ProjectCode } from './project-sheets.ts';

const OrderNo = z
  .string()
  .regex(
    /^O[0-9]{12,20}$/,
    bilingual('须为订单编号，如 O202603020001', 'is no order number, such as O202603020001'),
  );

export const CommissionsQuery = z.strictObject({
  ...pageShape,
  orderNo: OrderNo.optional(),
  projectCode: ProjectCode.optional(),
  /** `true`: only owners' own, which have no order; `false`: only those of orders */
  own: z.enum(['true', 'false']).optional(),
  state: z.enum(commissionStates).optional(),
});
type CommissionsQuery = z.output<typeof CommissionsQuery>;

/** The commissions the caller may know of, the newest first. */
export const readCommissions =
  ({ now }: Dependencies) =>
  async (call: Call<unknown, unknown, CommissionsQuery>): Promise<Answer> => {
    const { db, scope, caller, query } = call;
    const { own } = query;
    const isOwn = own === undefined ? undefined : own === 'true';
    const rows = await listCommissions(db, { ...query, isOwn, scope, caller });
    const standing = await standingsOf(db, rows, await now(db));
    const listed = (row: SeenCommission) => commissionListed(row, standing(row.commissionNo));
    return { body: page(rows, query, listed, commissionPosition) };
  };

/** One commission with its brief, its agencies and its milestones: what both sides need to know before they sign. */
export const readCommission =
  ({ now }: Dependencies) =>
  async ({ db, scope, caller, params }: Call<unknown, OfCommission>): Promise<Answer> => {
    const { commissionNo } = params;
    const commission = await seeCommission(db, commissionNo, { scope, caller });
    const engagements = (await listEngagements(db, [commissionNo])).flatMap(knownTo(commission));
    const at = await now(db);
    const standing = await standingsOf(db, [commission], at);
    return {
      body: commissionRecord(commission, {
        project: await findProjectSheet(db, commission.projectCode),
        agency: commission.agencyNo === null ? undefined : await readAgencyRow(db, commission.agencyNo, at),
        brief: await findBrief(db, commissionNo),
        engagements,
        standing: standing(commissionNo),
        milestones: (await listMilestones(db, commissionNo)).map(shownTo(commission)),
        files: await listCommissionFiles(db, commissionNo, scope),
      }),
    };
  };

/** An agency knows its own engagement, not the price of another one, nor among whom it was chosen. */
const knownTo =
  ({ isOwners, isOverseen, ownAgencyNo }: SeenCommission) =>
  (engagement: EngagementRow): EngagementRow[] => {
    if (isOwners || isOverseen) return [engagement];
    return engagement.agencyNo === ownAgencyNo ? [{ ...engagement, choseFrom: null }] : [];
  };

/** An agency reads what was written to it and by it, not what passed between the owner and another one. */
const shownTo =
  ({ isOwners, isOverseen, ownAgencyNo }: SeenCommission) =>
  (milestone: MilestoneRow): MilestoneRow =>
    isOwners || isOverseen || milestone.agencyNo === null || milestone.agencyNo === ownAgencyNo
      ? milestone
      : { ...milestone, note: null, files: [] };
