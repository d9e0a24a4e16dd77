import { type Answer, type Call, notFound, someLines, type AccessScope } from '@doudi/infra/http';
import { isRefusal, sidesOfMove, type CommissionSide, type Instant, type Milestone } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { commissionAnswer } from './commission-answer.ts';
import type { OfCommission } from './commission-no.ts';
import { findCommissionToChange, getCommission, type CommissionRow } from './commissions.ts';
import type { Dependencies } from './dependencies.ts';
import { moveCommission, type Act } from './move-commission.ts';
import { passDeadlines } from './pass-deadline.ts';
import { agencySide, either, ownerSide } from './sides.ts';
import { refuse, things } from './words.ts';

/** What a person writes about an act; it stays in the market. */
export const Note = someLines(2000);

export type CommissionCall<Body> = Call<Body, OfCommission>;

/** What a call of an act adds to the milestone. May throw a problem. */
export type Adding<Body> = (
  call: CommissionCall<Body>,
  commission: CommissionRow,
  at: Instant,
) => Addition | Promise<Addition>;
type Addition = Omit<Act, 'kind' | 'by'>;

/** An act of the agency names the agency, which is the one engaged: `agencySide` admits no other. */
export const asEngaged = ({ agencyNo }: CommissionRow): Addition => (agencyNo === null ? {} : { agencyNo });

/** Throws 404 unless the caller stands on the owner's side, whose mandate may have ended since, or is an officer. */
export const refuseFormerOwner = async ({ db, scope, params }: CommissionCall<unknown>): Promise<void> =>
  void (await getCommission(db, params.commissionNo, either(ownerSide(scope), sides.officer(scope))));

/** Who stands on a side; a workflow ends commissions by its activity alone, and limits are the market's to see to. */
const sides: Readonly<Record<CommissionSide, (scope: AccessScope) => Sql>> = {
  owner: ownerSide,
  agency: agencySide,
  officer: ({ all }) => sql`${all}::boolean`,
  market: () => sql`false`,
  workflow: () => sql`false`,
};

/** One act of one side, which the rule names, on one commission. Whoever does not stand on that side gets 404, what the rule refuses 409. */
export const actOnCommission =
  ({ now, vault }: Dependencies) =>
  <Body>(kind: Milestone, adding: Adding<Body>) =>
  async (call: CommissionCall<Body>): Promise<Answer> => {
    const { db, caller, scope, params } = call;
    const within = either(...sidesOfMove(kind).map((side) => sides[side](scope)));
    const found = await findCommissionToChange(db, params.commissionNo, within);
    if (!found) throw notFound(things.commission);
    const at = await now(db);
    const commission = await passDeadlines(db, found, at, { vault });
    const act = { kind, by: caller.subject, ...(await adding(call, commission, at)) };
    const moved = await moveCommission(db, commission, act, at);
    if (isRefusal(moved)) throw refuse(moved);
    return { body: commissionAnswer(moved) };
  };
