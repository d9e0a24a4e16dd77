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

/** Who may know of a commission `c`: both sides of it, who may bid or has bid for it, and those who oversee the market. */
export const visibleTo = (scope: AccessScope): Sql =>
  scope.all ? everyone : either(ownerSide(scope), agencySide(scope), invited(scope), bidders(scope));
