import type { Caller, Role } from '@doudi/infra/http/route';
import sql, { join, type Sql } from 'sql-template-tag';

const everyone = sql`true`;
const nobody = sql`false`;
const either = (...conditions: Sql[]) => join(conditions, ' or ');

/** Those who may read every commission. */
export const overseers: readonly Role[] = ['supervisor', 'administrator', 'fallback-officer'];

/** The enterprise that owns the project, and the agent it has given a mandate that reaches to commissions. */
export const ownerSide = ({ subject, roles, uscc }: Caller): Sql =>
  either(
    roles.includes('enterprise') && uscc ? sql`c.uscc = ${uscc}` : nobody,
    roles.includes('agent')
      ? sql`exists (
          select from intake.active_mandates m
           where m.agent_id = ${subject} and m.project_code = c.project_code and m.uscc = c.uscc
             and 'commission' = any (m.scopes))`
      : nobody,
  );

/** The agency that is engaged now. */
export const agencySide = ({ roles, uscc }: Caller): Sql =>
  roles.includes('agency') && uscc
    ? sql`c.agency_no in (select a.agency_no from agencies a where a.uscc = ${uscc})`
    : nobody;

/** Who may know of a commission `c`: both sides of it, and those who oversee the market. */
export const visibleTo = (caller: Caller): Sql =>
  caller.roles.some((role) => overseers.includes(role))
    ? everyone
    : either(ownerSide(caller), agencySide(caller));
