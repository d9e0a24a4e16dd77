import type { Queryable } from '@doudi/infra/database';
import { suspensionMonths, type AgencyRefusal, type Refusal, type SuspensionCause } from '@doudi/workflows';
import { someLines } from '@doudi/infra/http';
import { z } from 'zod';
import { actOnAgency } from './act-on-agency.ts';
import { type AgencyRecord, getAgencyToChange } from './agencies.ts';
import type { Dependencies } from './dependencies.ts';
import { type Moment, moveAgency } from './move-agency.ts';

export const Suspension = z
  .strictObject({
    months: z.int().min(suspensionMonths.least).max(suspensionMonths.most),
    cause: z.enum(['by-supervisor', 'gave-up-three-times', 'dishonest']),
    reason: someLines(2000),
  })
  .meta({
    id: 'AgencySuspension',
    examples: [{ months: 3, cause: 'dishonest', reason: '出具虚假检测报告' }],
  });

/** A supervisor suspends an agency; of one that is suspended the later end holds, and what was repaired counts no more. */
export const suspendBySupervisor = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<z.output<typeof Suspension>>('suspend', {
    adding: ({ body: { months, cause, reason } }) => ({ months, cause, note: reason }),
  });

interface Suspending extends Moment {
  /** that a certificate has expired suspends its category alone, by itself */
  readonly cause: Exclude<SuspensionCause, 'expired'>;
  /** 1 to 6 */
  readonly months: number;
  /** opaque subject id; null when a rule of the market suspends */
  readonly by: string | null;
  readonly note?: string;
}

/**
 * Suspends an agency, in the transaction of what caused it: it wins and signs nothing new. A refusal says that it is not in the market
 * (any more). Throws 404 on an unknown number.
 */
export const suspendAgency = async (
  db: Queryable,
  agencyNo: string,
  { now, calendar, ...act }: Suspending,
): Promise<AgencyRecord | Refusal<AgencyRefusal>> =>
  moveAgency(db, await getAgencyToChange(db, agencyNo), {
    ...{ now, calendar },
    act: { kind: 'suspend', ...act },
  });
