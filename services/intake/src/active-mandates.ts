import sql from 'sql-template-tag';
import { z } from 'zod';
import type { Queryable } from '@doudi/infra/database';
import type { MandateScope } from './mandates.ts';

/** Whether a mandate in force lets the agent do this for the project. */
export async function hasMandate(
  db: Queryable,
  { agentId, projectCode, scope }: { agentId: string; projectCode: string; scope: MandateScope },
): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    select from active_mandates
     where agent_id = ${agentId} and project_code = ${projectCode} and ${scope} = any (scopes)
     limit 1`);
  return rowCount === 1;
}

/** The agent who may place orders for the project, when there is one. */
export async function findOrderAgent(db: Queryable, projectCode: string): Promise<string | undefined> {
  const { rows } = await db.query(sql`
    select agent_id as "agentId" from active_mandates
     where project_code = ${projectCode} and 'order' = any (scopes)
     order by agent_id
     limit 1`);
  return z.array(z.object({ agentId: z.string() })).parse(rows)[0]?.agentId;
}
