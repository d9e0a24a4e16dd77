import { insertNotices } from '@doudi/infra/http';
import type { Dependencies } from './dependencies.ts';
import { listExpiring } from './mandates.ts';
import { mandateExpiring } from './notices.ts';
import { warningMs } from './read-mandates.ts';

/** Everybody's mandates: this is nobody's request. */
const everybodys = { all: true, uscc: null, agentId: null, department: null, agencyUscc: null };

/** Tells agents and enterprises, once each, of mandates that end within 30 days. */
export const warnOfExpiry =
  ({ pool, clock }: Pick<Dependencies, 'pool' | 'clock'>) =>
  async (): Promise<void> => {
    const now = await clock.now();
    const mandates = await listExpiring(pool, everybodys, { now, until: now + warningMs, untold: true });
    const told = mandates.flatMap((mandate) =>
      mandateExpiring(mandate, Math.max(mandate.grantedAt, mandate.expiresAt - warningMs)),
    );
    await insertNotices(pool, told);
  };
