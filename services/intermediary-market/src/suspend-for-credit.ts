import type { Queryable } from '@doudi/infra/database';
import { isRefusal, type CreditCause, type Instant } from '@doudi/workflows';
import { getAgency } from './agencies.ts';
import { calendarInForce } from './calendar-in-force.ts';
import { tellOfCredit } from './credit-notices.ts';
import { ownersOf } from './notices.ts';
import { listRunning } from './served-commissions.ts';
import { suspendAgency } from './suspend-agency.ts';

interface Suspension {
  readonly cause: CreditCause;
  readonly at: Instant;
}

/** For how many months each cause suspends, of the one to six that the market's rules allow (domain 2.2). */
const monthsFor: Readonly<Record<CreditCause, number>> = { 'gave-up-three-times': 1, credit: 3 };

/**
 * Suspends an agency, whose row the transaction holds: it wins nothing new. It goes on with what it has, and the owners of that are
 * told; of one that is suspended already the later end holds. One that is not at the market any more stays as it is.
 */
export async function suspendForCredit(
  db: Queryable,
  agencyNo: string,
  { cause, at }: Suspension,
): Promise<void> {
  const { state } = (await getAgency(db, agencyNo)).standing;
  const moment = { now: at, calendar: await calendarInForce(db) };
  const suspending = { ...moment, cause, months: monthsFor[cause], by: null };
  const suspended = await suspendAgency(db, agencyNo, suspending);
  if (isRefusal(suspended) || state === 'suspended' || state === 'repairing') return;
  for (const commission of await listRunning(db, agencyNo))
    await tellOfCredit(db, {
      ...{ kind: 'agency-suspended', at, by: null, agencyNo, detail: { cause }, commission },
      cause: `suspended/${agencyNo}/${at}/${commission.commissionNo}`,
      addressees: await ownersOf(db, commission),
      link: `/v1/commissions/${commission.commissionNo}`,
    });
}
