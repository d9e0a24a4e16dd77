import sql from 'sql-template-tag';
import { asOwner } from './as-owner.ts';

interface Given {
  readonly projectCode: string;
  readonly uscc: string;
  readonly agentId: string;
}

/** Puts projects on record and gives each its agent for every matter, as intake does. */
export const giveMandates = (databaseUrl: string, all: readonly Given[]): Promise<void> =>
  asOwner(
    databaseUrl,
    ...all.flatMap(({ projectCode, uscc, agentId }) => [
      sql`insert into intake.projects (code, name, uscc, enterprise_name, investment_yuan, land_hectares, industry, registered_by, registered_at)
          values (${projectCode}, '样例', ${uscc}, '虚构', 1, 1, 'C17', 'p-clerk', now())`,
      sql`insert into intake.mandates (mandate_no, agent_id, project_code, scopes, granted_by, granted_at, expires_at)
          values (${`M-${agentId}`}, ${agentId}, ${projectCode}, '{order,commission}', 'p-clerk', now(), '2099-12-31')`,
    ]),
  );
