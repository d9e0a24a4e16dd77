import sql from 'sql-template-tag';
import { sayNotice } from './notice-rules.ts';

/** How notices are shown here, and of an agent whether a mandate for the project of the notice `n` is in force. */
export const notices = {
  say: sayNotice,
  isMandated: (agentId: string) => sql`exists (
    select from intake.active_mandates m where m.agent_id = ${agentId} and m.project_code = n.project_code)`,
};
