import type { Queryable } from '@doudi/infra/database';
import { type Answer, type Call, notFound, type AccessScope } from '@doudi/infra/http';
import { isRefusal, type Instant, type Milestone } from '@doudi/workflows';
import type { Sql } from 'sql-template-tag';
import { commissionAnswer } from './commission-answer.ts';
import { findCommissionToChange, type CommissionRow } from './commissions.ts';
import type { CommissionParams } from './door.ts';
import { moveCommission, type Act } from './move-commission.ts';
import { refuse, things } from './words.ts';

export interface ActingParts {
  /** business time, read on the connection at hand: a second one per request could exhaust the pool */
  readonly now: (db: Queryable) => Promise<Instant>;
  /** tells the sender that there is news to send */
  readonly ring: () => void;
}
export type ActingCall<Body> = Call<Body, CommissionParams>;

/** How a kind of act is told from its call: what it adds to the milestone. May throw a problem. */
export type Adding<Body> = (
  call: ActingCall<Body>,
  commission: CommissionRow,
) => Addition | Promise<Addition>;
type Addition = Pick<Act, 'agencyNo' | 'note' | 'sha256'>;

/** An act of the agency names the agency, which is the one engaged: `agencySide` admits no other. */
export const asEngaged = ({ agencyNo }: CommissionRow): Addition => (agencyNo === null ? {} : { agencyNo });

/** One act of one side on one commission. Whoever does not stand on that side gets 404, what the rule refuses 409. */
export const actOnCommission =
  ({ now, ring }: ActingParts) =>
  <Body>(kind: Milestone, sideOf: (scope: AccessScope) => Sql, adding: Adding<Body>) =>
  async (call: ActingCall<Body>): Promise<Answer> => {
    const { db, caller, scope, params } = call;
    const commission = await findCommissionToChange(db, params.commissionNo, sideOf(scope));
    if (!commission) throw notFound(things.commission);
    const act = { kind, by: caller.subject, ...(await adding(call, commission)) };
    const moved = await moveCommission(db, commission, act, await now(db));
    if (isRefusal(moved)) throw refuse(moved);
    ring();
    return { body: commissionAnswer(moved) };
  };
