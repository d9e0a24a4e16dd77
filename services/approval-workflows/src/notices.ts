import sql, { type Sql } from 'sql-template-tag';
import { sayNotice } from './notice-rules.ts';

/** How notices are shown here, and of an agent whether a mandate for the project of the notice `n` is in force. */
export const notices = {
  say: sayNotice,
  isMandated: (agentId: string | Sql) => sql`exists (
    select from intake.active_mandates m where m.agent_id = ${agentId} and m.project_code = n.project_code)`,
  /** who is mailed what is addressed to him */
  mailRecipients: sql`intake.mail_recipients`,
};
