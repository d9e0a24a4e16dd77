import type { AccessScope } from '@doudi/infra/http';
import { planWith } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';

/**
 * The condition that a row with these columns lies within reach. Mandates count as they are in force now, so a revoked one ends at
 * once. Asked by the row's project, so that an agent with many mandates waits no longer than one with a few. A department reaches the
 * orders with a task of its own in their plan, be it past, open or to come.
 */
export const within = (
  { all, uscc, agentId, department }: AccessScope,
  column: { uscc: Sql; projectCode: Sql; plan: Sql },
): Sql => sql`(
  ${all}::boolean
  or ${column.uscc} = ${uscc}::text
  or exists (select from intake.active_mandates m where m.agent_id = ${agentId}::text and m.project_code = ${column.projectCode})
  or (${department}::text is not null and ${column.plan} @> ${planWith(department)}::jsonb))`;

/** The columns of an order `o` that say who reaches it. */
export const ownersOfOrder = { uscc: sql`o.uscc`, projectCode: sql`o.project_code`, plan: sql`o.plan` };
