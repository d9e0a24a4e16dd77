import { type Fault, unfit } from '@doudi/infra/http';
import { z } from 'zod';
import { actOnCommission, Note } from './act-on-commission.ts';
import { findAgency } from './agencies.ts';
import { AgencyNo } from './agency-no.ts';
import { findBrief } from './briefs.ts';
import type { CommissionRow } from './commissions.ts';
import type { Dependencies } from './dependencies.ts';
import { listHireable } from './directory.ts';
import { whyNotHired } from './may-be-hired.ts';
import { refuse } from './words.ts';
import { Yuan } from './write-brief.ts';

/** Working days an agency may promise: up to a year of them. */
export const PromisedDays = z.int().min(1).max(250);

export const Engagement = z
  .strictObject({
    agencyNo: AgencyNo,
    /** of orders received since December 2026: the agency signs at a price */
    priceYuan: Yuan.optional(),
    /** working days from the start of the work; those of the task's budget when absent */
    days: PromisedDays.optional(),
  })
  .meta({ id: 'Engagement', examples: [{ agencyNo: 'A016', priceYuan: 98_000, days: 15 }] });
type Engagement = z.output<typeof Engagement>;

/** The owner's side hires an agency directly; a department may never name one. */
export const engageAgency = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Engagement>('engage', async ({ db, body }, commission, at) => {
    const agency = await findAgency(db, body.agencyNo);
    const brief = await findBrief(db, commission.commissionNo);
    const faults = [...(agency ? [] : [unknownAgency]), ...priceFaults(commission, body, brief?.ceilingYuan)];
    if (!agency || faults.length > 0) throw unfit(faults);
    const refusal = await whyNotHired(db, { agencyNo: agency.agencyNo, category: commission.category, at });
    if (refusal) throw refuse(refusal);
    const { priceYuan, days = Math.max(commission.days, 1) } = body;
    if (priceYuan === undefined) return { agencyNo: agency.agencyNo };
    const choseFrom = await listHireable(db, { category: commission.category, at });
    return { agencyNo: agency.agencyNo, terms: { way: 'direct', priceYuan, days, choseFrom } };
  });

const unknownAgency: Fault = {
  at: '/agencyNo',
  fault: { zh: '没有这一编号的中介机构', en: 'no agency has this number' },
};

/** An agency signs at a price the owner's brief allows; commissions of rules before 3 have none. */
function priceFaults(
  { rulesVersion }: CommissionRow,
  { priceYuan }: Engagement,
  ceilingYuan: number | null = null,
): Fault[] {
  const at = '/priceYuan';
  if (rulesVersion < 3)
    return priceYuan === undefined
      ? []
      : [{ at, fault: { zh: '这一委托不记价格', en: 'is not kept of this commission' } }];
  if (priceYuan === undefined)
    return [{ at, fault: { zh: '须写明价格', en: 'is missing: the agency signs at a price' } }];
  return ceilingYuan === null || priceYuan <= ceilingYuan ? [] : [aboveCeiling(ceilingYuan)];
}

export const aboveCeiling = (ceilingYuan: number): Fault => ({
  at: '/priceYuan',
  fault: { zh: `高于最高限价 ${ceilingYuan} 元`, en: `is above the ceiling of ${ceilingYuan} yuan` },
});

export const Withdrawal = z
  .strictObject({ reason: Note.optional() })
  .meta({ id: 'EngagementWithdrawal', examples: [{ reason: '机构未回应' }] });
type Withdrawal = z.output<typeof Withdrawal>;

/** The owner takes an engagement back that is not signed yet, at any time, and may choose anew. */
export const withdrawEngagement = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Withdrawal>('withdraw', ({ body }) => ({ note: body.reason }));

export const Replacement = z
  .strictObject({ reason: Note })
  .meta({ id: 'AgencyReplacement', examples: [{ reason: '签约后十五个工作日无成果' }] });
type Replacement = z.output<typeof Replacement>;

/** Another agency is to finish what the engaged one does not: a new round of the same commission, whose days so far stay on record. */
export const replaceAgency = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Replacement>('replace', ({ body }) => ({ note: body.reason }));

export const HandIn = z
  .strictObject({ note: Note.optional() })
  .meta({ id: 'OwnersInputs', examples: [{ note: '地形图已发送' }] });
type HandIn = z.output<typeof HandIn>;

/** What the agency waited for has come: from here its own clock runs. */
export const handInInputs = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<HandIn>('hand-in-inputs', ({ body }) => body);
