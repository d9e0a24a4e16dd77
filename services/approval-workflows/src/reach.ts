import type { Caller } from '@doudi/infra/http/route';
import sql, { type Sql } from 'sql-template-tag';

/** How far a caller sees: everything, the orders of an enterprise, those an agent has a mandate for. */
export interface Reach {
  readonly all: boolean;
  readonly uscc: string | null;
  readonly agentId: string | null;
}

const seeAll = ['supervisor', 'administrator', 'fallback-officer'] as const;

export const reachOf = ({ roles, subject, uscc }: Caller): Reach => ({
  all: seeAll.some((role) => roles.includes(role)),
  uscc: roles.includes('enterprise') ? (uscc ?? null) : null,
  agentId: roles.includes('agent') ? subject : null,
});

/**
 * The condition that a row lies within reach. Mandates count as they are in force now, so a revoked one ends at once. Asked by
 * the row's project, so that an agent with many mandates waits no longer than one with a few.
 */
export const within = ({ all, uscc, agentId }: Reach, column: { uscc: Sql; projectCode: Sql }): Sql => sql`(
  ${all}::boolean
  or ${column.uscc} = ${uscc}::text
  or exists (select from intake.active_mandates m where m.agent_id = ${agentId}::text and m.project_code = ${column.projectCode}))`;
