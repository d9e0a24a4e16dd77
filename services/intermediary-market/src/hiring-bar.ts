import type { Refused } from '@doudi/infra/http';
import type { AgencyRow } from './agencies.ts';
import type { CommissionRow } from './commissions.ts';
import type { MarketRefusal } from './words.ts';

/** Why an agency may not be engaged for a commission, nor bid for it, if so. */
export function hiringBar(
  { category }: Pick<CommissionRow, 'category'>,
  agency: AgencyRow,
): Refused<MarketRefusal> | undefined {
  if (agency.category !== category)
    return { refused: 'wrong-category', agencyCategory: agency.category, needs: category };
  if (agency.status === 'suspended') return { refused: 'agency-suspended', agencyNo: agency.agencyNo };
  return undefined;
}
