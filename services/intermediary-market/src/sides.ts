import type { AccessScope } from '@doudi/infra/http';
import sql, { join, type Sql } from 'sql-template-tag';

const everyone = sql`true`;
const nobody = sql`false`;
const either = (...conditions: Sql[]) => join(conditions, ' or ');

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

/** Who may know of a commission `c`: both sides of it, and those who oversee the market. */
export const visibleTo = (scope: AccessScope): Sql =>
  scope.all ? everyone : either(ownerSide(scope), agencySide(scope));
