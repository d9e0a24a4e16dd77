import type { AccessScope } from '@doudi/infra/http';
import sql, { join, type Sql } from 'sql-template-tag';

const everyone = sql`true`;
const nobody = sql`false`;
/** Whoever one of the conditions admits. */
export const either = (...conditions: Sql[]) => join(conditions, ' or ');

/** The enterprise that owns the project, and the agent it has given a mandate that reaches to commissions. */
export const ownerSide = ({ uscc, agentId }: AccessScope): Sql =>
  either(
    uscc === null ? nobody : sql`c.uscc = ${uscc}`,
    agentId === null
      ? nobody
      : sql`exists (
          select from intake.active_mandates m
           where m.agent_id = ${agentId} and m.project_code = c.project_code and m.uscc = c.uscc
             and 'commission' = any (m.scopes))`,
  );

/** The agency that is engaged now. */
export const agencySide = ({ agencyUscc }: AccessScope): Sql =>
  agencyUscc === null
    ? nobody
    : sql`c.agency_no in (select a.agency_no from agencies a where a.uscc = ${agencyUscc})`;

/** The agencies that are qualified for its category while a commission is out to tender. */
export const invited = ({ agencyUscc }: AccessScope): Sql =>
  agencyUscc === null
    ? nobody
    : sql`c.state = 'bidding' and exists (
          select from agencies a join qualifications q using (agency_no)
           where a.uscc = ${agencyUscc} and q.category = c.category and q.state = 'granted'
             and a.status in ('on-notice', 'listed', 'warned', 'suspended', 'repairing'))`;

/** The agencies that have bid for a commission, in any round. */
const bidders = ({ agencyUscc }: AccessScope): Sql =>
  agencyUscc === null
    ? nobody
    : sql`exists (
          select from bids b join agencies a using (agency_no)
           where b.commission_no = c.commission_no and a.uscc = ${agencyUscc})`;

/** The agencies that have signed a contract for a commission, in a round of which this holds. */
const contracted = ({ agencyUscc }: AccessScope, which: Sql): Sql =>
  agencyUscc === null
    ? nobody
    : sql`exists (
          select from engagements e join agencies a using (agency_no)
           where e.commission_no = c.commission_no and a.uscc = ${agencyUscc} and e.signed_at is not null and ${which})`;

/** Who may know of a commission `c`: both sides of it, who may bid, has bid or has signed for it, and those who oversee the market. */
export const visibleTo = (scope: AccessScope): Sql =>
  scope.all
    ? everyone
    : either(
        ownerSide(scope),
        agencySide(scope),
        invited(scope),
        bidders(scope),
        contracted(scope, everyone),
      );

/**
 * Who reads a file `f` of a commission `c`: the owner's side and who oversees all of them, an agency those of its own contracts. The
 * inputs are read by whoever is engaged or may bid; an agency that was replaced keeps those that were there in its time.
 */
export const readsFile = (scope: AccessScope): Sql =>
  scope.all
    ? everyone
    : either(
        ownerSide(scope),
        scope.agencyUscc === null
          ? nobody
          : sql`f.agency_no in (select a.agency_no from agencies a where a.uscc = ${scope.agencyUscc})`,
        sql`f.purpose = 'input' and (${either(agencySide(scope), invited(scope), contracted(scope, sql`f.round <= e.round`))})`,
      );
