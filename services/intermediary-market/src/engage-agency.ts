import { type Refused, unfit } from '@doudi/infra/http';
import { z } from 'zod';
import { actOnCommission } from './act-on-commission.ts';
import { findAgency, type AgencyRow } from './agencies.ts';
import { AgencyNo } from './agency-no.ts';
import type { CommissionRow } from './commissions.ts';
import type { Dependencies } from './dependencies.ts';
import { type MarketRefusal, refuse } from './words.ts';

export const Engagement = z
  .strictObject({ agencyNo: AgencyNo })
  .meta({ id: 'Engagement', examples: [{ agencyNo: 'A016' }] });
type Engagement = z.output<typeof Engagement>;

/** The owner's side hires an agency directly; a department may never name one. */
export const engageAgency = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Engagement>('engage', async ({ db, body }, commission) => {
    const agency = await findAgency(db, body.agencyNo);
    if (!agency)
      throw unfit([
        { at: '/agencyNo', fault: { zh: '没有这一编号的中介机构', en: 'no agency has this number' } },
      ]);
    const refusal = objection(commission, agency);
    if (refusal) throw refuse(refusal);
    return { agencyNo: agency.agencyNo };
  });

/** Why an agency may not be engaged for a commission, if so. */
function objection({ category }: CommissionRow, agency: AgencyRow): Refused<MarketRefusal> | undefined {
  if (agency.category !== category)
    return { refused: 'wrong-category', agencyCategory: agency.category, needs: category };
  if (agency.status === 'suspended') return { refused: 'agency-suspended', agencyNo: agency.agencyNo };
  return undefined;
}
