import type { AccessScope } from '@doudi/infra/http';
import { planWith } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';

/**
 * The condition that a row with these columns lies within reach. Mandates count as they are in force now, so a revoked one ends at
 * once. Asked by the row's project, so that an agent with many mandates waits no longer than one with a few.
 */
export const within = (
  { all, uscc, agentId }: AccessScope,
  column: { uscc: Sql; projectCode: Sql },
): Sql => sql`(
  ${all}::boolean
  or ${column.uscc} = ${uscc}::text
  or exists (select from active_mandates m where m.agent_id = ${agentId}::text and m.project_code = ${column.projectCode}))`;

/** The condition that a project has an order with a task of the department in its plan, be it past, open or to come. */
export const orderedFor = (department: string | null, projectCode: Sql): Sql => sql`(
  ${department}::text is not null and exists (
    select from orders o where o.project_code = ${projectCode} and o.plan @> ${planWith(department)}::jsonb))`;
