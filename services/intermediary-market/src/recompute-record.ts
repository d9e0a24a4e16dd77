import type { Queryable } from '@doudi/infra/database';
import { agencyFigures, type Milestone } from '@doudi/workflows';
import { lockAgency } from './agency-credit.ts';
import { openRecords, writeFigures } from './agency-records.ts';
import { calendarInForce } from './calendar-in-force.ts';
import type { CommissionRow } from './commissions.ts';
import { listContracts, type OfCategory } from './signed-contracts.ts';

/** The milestones that change what is on record of an agency. */
const changing: readonly Milestone[] = ['sign', 'return', 'accept', 'replace', 'terminate', 'cancel'];

/**
 * Computes anew what is on record of the agency that was engaged before a milestone, in the milestone's transaction. A commission that was
 * not signed changes nothing.
 */
export async function recomputeAfter(
  db: Queryable,
  { agencyNo, category }: Pick<CommissionRow, 'agencyNo' | 'category'>,
  kind: Milestone,
): Promise<void> {
  if (agencyNo !== null && changing.includes(kind)) await recomputeRecord(db, { agencyNo, category });
}

/** Computes what an agency has done in a category from its contracts. Under the agency's lock: of two at once the later has both. */
async function recomputeRecord(db: Queryable, of: OfCategory): Promise<void> {
  await lockAgency(db, of.agencyNo);
  const contracts = await listContracts(db, of, await calendarInForce(db));
  await openRecords(db, of.agencyNo);
  await writeFigures(db, of, agencyFigures(contracts));
}

/** Gives records to all who should have one and do not, as agencies of the samples and those of before records were kept; harmless to repeat. */
export async function openAllRecords(db: Queryable): Promise<void> {
  for (const { hasServed, ...one } of await openRecords(db)) if (hasServed) await recomputeRecord(db, one);
}
