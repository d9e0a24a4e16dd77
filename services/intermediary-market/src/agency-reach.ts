import { type AccessScope, type Caller, overseers } from '@doudi/infra/http';
import type { AgencySide } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { type AgencyRecord, isPublic } from './agencies.ts';

/** Whether the caller oversees the market, and so reads all that is on record of its agencies. */
export const oversees = ({ roles }: Caller): boolean => roles.some((role) => role in overseers);

const isOwn = ({ roles, uscc }: Caller, agency: Pick<AgencyRecord, 'uscc'>): boolean =>
  roles.includes('agency') && uscc === agency.uscc;

/** On which sides of an agency the caller stands. */
export const sidesOf = (caller: Caller, agency: Pick<AgencyRecord, 'uscc'>): AgencySide[] => [
  // an auditor reads and never writes
  ...(caller.roles.some((role) => role !== 'auditor') ? (['anyone'] as const) : []),
  ...(isOwn(caller, agency) ? (['agency'] as const) : []),
  ...(caller.roles.includes('supervisor') ? (['supervisor'] as const) : []),
];

/** The agencies `a` that the caller may know of: those on public record, its own, and all for those who oversee the market. */
export function agenciesWithin(caller: Caller): Sql {
  if (oversees(caller)) return sql`true`;
  const own = caller.roles.includes('agency') ? (caller.uscc ?? null) : null;
  return sql`(${isPublic}) or a.uscc = ${own}`;
}

/** The agencies `a` on which somebody may act who stands on a side of them. */
export function agenciesToActOn(side: AgencySide, { uscc }: AccessScope): Sql {
  if (side === 'agency') return sql`a.uscc = ${uscc}`;
  return side === 'supervisor' ? sql`true` : isPublic;
}
