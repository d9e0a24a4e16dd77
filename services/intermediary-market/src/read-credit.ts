import type { Queryable } from '@doudi/infra/database';
import type { Answer, Call } from '@doudi/infra/http';
import { creditOn, shanghaiDay, type Instant } from '@doudi/workflows';
import { getAgency } from './agencies.ts';
import type { OfAgency } from './agency-no.ts';
import { agenciesWithin } from './agency-reach.ts';
import { calendarInForce } from './calendar-in-force.ts';
import { overrunOf } from './contract-lateness.ts';
import { showCredit } from './credit-answer.ts';
import { listDeductions, type ShownDeduction } from './deductions.ts';
import type { Dependencies } from './dependencies.ts';
import { listScores } from './ratings.ts';
import { findServed, listLongWorking } from './served-commissions.ts';

/** The credit of an agency, explained line by line, as of now: with the overruns that no sweep has logged yet. */
export const readCredit =
  ({ now: clock }: Dependencies) =>
  async ({ db, caller, params }: Call<unknown, OfAgency>): Promise<Answer> => {
    const { agencyNo, uscc } = await getAgency(db, params.agencyNo, agenciesWithin(caller));
    const [calendar, now] = [await calendarInForce(db), await clock(db)];
    const ratings = await listScores(db, agencyNo);
    const deductions = [...(await listDeductions(db, agencyNo)), ...(await listUnlogged(db, agencyNo, now))];
    const credit = creditOn({ ratings, deductions }, shanghaiDay(now));
    const isAgencys = caller.roles.includes('agency') && caller.uscc === uscc;
    return { body: showCredit(agencyNo, credit, { caller, isAgencys, calendar, now }) };
  };

/** Overruns of an agency's contracts that are due and not on record: they have no number, and nobody can appeal yet. */
async function listUnlogged(db: Queryable, agencyNo: string, now: Instant): Promise<ShownDeduction[]> {
  const found: ShownDeduction[] = [];
  for (const commissionNo of await listLongWorking(db, { now, agencyNo })) {
    const served = await findServed(db, commissionNo);
    const overrun = served && (await overrunOf(db, served, now));
    if (overrun) found.push({ ...unlogged, ...overrun, agencyNo, commissionNo, recordedAt: now });
  }
  return found;
}

const unlogged = {
  ...{ deductionNo: null, by: null, evidence: null },
  ...{ appeal: null, appealedAt: null, appealText: null, decidedAt: null, decisionText: null },
} as const;
