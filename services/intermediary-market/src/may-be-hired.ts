import type { Queryable } from '@doudi/infra/database';
import type { Refused } from '@doudi/infra/http';
import { hiringRefusal, type Category, type HiringRefusal, type Instant } from '@doudi/workflows';
import { type AgencyRecord, findAgencyToHire, listAgenciesByNo } from './agencies.ts';
import { listGranted, type QualificationRow } from './qualifications.ts';

interface Hiring {
  readonly category: Category;
  readonly at: Instant;
}
type NotHired = Refused<HiringRefusal>;

/**
 * Why an agency may not be hired for a category at an instant, if so: it is not listed, suspended, not qualified, or its certificate has
 * expired. Asked in the transaction that engages it, or takes its bid, so that nobody suspends it meanwhile.
 */
export async function whyNotHired(
  db: Queryable,
  { agencyNo, ...hiring }: Hiring & { readonly agencyNo: string },
): Promise<NotHired | undefined> {
  const agency = await findAgencyToHire(db, agencyNo);
  if (!agency) return { refused: 'agency-not-listed', agencyNo };
  return refusalOf(agency, await listGranted(db, [agencyNo]), hiring);
}

/** Those of the agencies that may be hired for a category at an instant. They are not locked: of many, two transactions could each hold what the other needs. */
export async function whoIsHired(
  db: Queryable,
  numbers: readonly string[],
  hiring: Hiring,
): Promise<ReadonlySet<string>> {
  const agencies = await listAgenciesByNo(db, numbers);
  const granted = await listGranted(db, numbers);
  return new Set(
    agencies.filter((agency) => !refusalOf(agency, granted, hiring)).map(({ agencyNo }) => agencyNo),
  );
}

function refusalOf(
  { agencyNo, category: agencyCategory, standing }: AgencyRecord,
  granted: readonly QualificationRow[],
  { category, at }: Hiring,
): NotHired | undefined {
  const qualifications = granted.filter((one) => one.agencyNo === agencyNo);
  const refusal = hiringRefusal({ agency: standing, qualifications }, category, at);
  if (!refusal) return undefined;
  return { ...refusal, agencyNo, ...(refusal.refused === 'wrong-category' && { agencyCategory }) };
}
