import type { Queryable } from '@doudi/infra/database';
import type { CreditCause, Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { addresseeOfAgency, tellOfCredit } from './credit-notices.ts';
import { ownersOf } from './notices.ts';
import { listRunning } from './served-commissions.ts';

interface Suspension {
  readonly cause: CreditCause;
  readonly at: Instant;
}

/**
 * Suspends an agency, whose row the transaction holds: it wins nothing new. It goes on with what it has, and the owners of that are
 * told. One that is suspended stays as it is.
 */
export async function suspendForCredit(
  db: Queryable,
  agencyNo: string,
  { cause, at }: Suspension,
): Promise<void> {
  const { rowCount } = await db.query(sql`
    update agencies set status = 'suspended' where agency_no = ${agencyNo} and status = 'listed'`);
  if (rowCount !== 1) return;
  const told = { kind: 'agency-suspended', at, by: null, agencyNo, detail: { cause } } as const;
  const key = `suspended/${agencyNo}/${at}`;
  const addressees = await addresseeOfAgency(db, agencyNo);
  await tellOfCredit(db, { ...told, cause: key, addressees, commission: null });
  for (const commission of await listRunning(db, agencyNo))
    await tellOfCredit(db, {
      ...told,
      ...{ commission, cause: `${key}/${commission.commissionNo}` },
      addressees: await ownersOf(db, commission),
      link: `/v1/commissions/${commission.commissionNo}`,
    });
}
