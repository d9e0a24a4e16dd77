import type { AccessScope, Caller } from '@doudi/infra/http';
import sql, { type Sql } from 'sql-template-tag';
import { ownersOfOrder, within } from './within-scope.ts';

/** Who reads cases: those who oversee all, the applicant of the order, who reported it, and those who are held to something in it. */
export const caseReaders = {
  agent: 'mandated',
  enterprise: 'own',
  reviewer: 'department',
  checker: 'department',
  head: 'department',
  agency: 'engaged',
  'fallback-officer': 'all',
  supervisor: 'all',
  administrator: 'all',
  auditor: 'all',
} as const;

/** Who reports cases: for himself, for those he has a mandate of, for anybody who comes to the window, and a department that wants to say no. */
export const reporters = {
  enterprise: 'own',
  agent: 'mandated',
  agency: 'own',
  'fallback-officer': 'all',
  reviewer: 'department',
  checker: 'department',
  head: 'department',
} as const;

/** Who has a slip in his hands: the officer who hands it over, and those who report for themselves or their enterprise. */
export const slipHolders = {
  enterprise: 'own',
  agent: 'mandated',
  agency: 'own',
  'fallback-officer': 'all',
} as const;

/** The condition that a case `c` lies within reach. What somebody has reported about an order is his as long as the order is. */
export function caseWithin(scope: AccessScope, { subject }: Pick<Caller, 'subject'>): Sql {
  const { all, uscc, agencyUscc, department } = scope;
  return sql`(
    ${all}::boolean
    or c.reported_by = ${subject} and c.order_no is null
    or c.uscc in (${uscc}::text, ${agencyUscc}::text)
    or c.departments @> array[${department}::text] or c.agencies @> array[${agencyUscc}::text]
    or c.order_no is not null and exists (
      select from orders o where o.order_no = c.order_no and ${within({ ...scope, department: null }, ownersOfOrder)}))`;
}
