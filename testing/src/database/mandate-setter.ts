import sql from 'sql-template-tag';
import { asOwner } from './as-owner.ts';

/** Puts every mandate of an agent into one state, as time or the enterprise would: the one table that all services look at. */
export const mandateSetter =
  (databaseUrl: string, agentId: string) => (state: 'active' | 'revoked' | 'expired') => {
    const [revoked, expired] = [state === 'revoked', state === 'expired'];
    return asOwner(
      databaseUrl,
      sql`update intake.mandates
           set revoked_at = case when ${revoked}::boolean then now() end,
               revoked_by = case when ${revoked}::boolean then 'owner-1' end,
               expires_at = case when ${expired}::boolean then granted_at + interval '1 ms' else '2099-12-31' end
         where agent_id = ${agentId}`,
    );
  };
