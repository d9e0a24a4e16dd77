import sql from 'sql-template-tag';
import { asOwner } from './as-owner.ts';

/** Puts every mandate of an agent into one state, as time or the enterprise would: one that has expired lies a century back. */
export const mandateSetter =
  (databaseUrl: string, agentId: string) => (state: 'active' | 'revoked' | 'expired') => {
    const [revoked, expired] = [state === 'revoked', state === 'expired'];
    return asOwner(
      databaseUrl,
      sql`update intake.mandates
           set revoked_at = case when ${revoked}::boolean then now() end,
               revoked_by = case when ${revoked}::boolean then 'owner-1' end,
               granted_at = granted_at + move, expires_at = expires_at + move
          from (select mandate_no as no,
                       case when ${expired}::boolean and expires_at > now() then interval '-100 years'
                            when not ${expired}::boolean and expires_at < now() then interval '100 years'
                            else interval '0' end as move
                  from intake.mandates) moved
         where no = mandate_no and agent_id = ${agentId}`,
    );
  };
