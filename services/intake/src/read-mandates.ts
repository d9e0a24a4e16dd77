import { z } from 'zod';
import type { Answer, Call } from '@doudi/infra/http/route';
import type { OfficeClock } from '@doudi/infra/office-clock';
import { shanghaiIso, type Instant } from '@doudi/workflows';
import { listMandates, type Mandate } from './mandates.ts';
import { page, pageShape } from '@doudi/infra/http/page';
import { ProjectCode } from './project-code.ts';
import { reachOf } from './reach.ts';

export const OfMandate = z.strictObject({
  mandateNo: z.string().regex(/^M\d{12,16}$/, 'must be the number of a mandate, such as M202607010001'),
});
export type OfMandate = z.output<typeof OfMandate>;
export const MandatesQuery = z.strictObject({ ...pageShape, projectCode: ProjectCode.optional() });

const stateOf = ({ revokedAt, expiresAt }: Mandate, now: Instant): 'active' | 'expired' | 'revoked' => {
  if (revokedAt !== null) return 'revoked';
  return expiresAt > now ? 'active' : 'expired';
};

export const showMandate = (mandate: Mandate, now: Instant) => ({
  mandateNo: mandate.mandateNo,
  projectCode: mandate.projectCode,
  uscc: mandate.uscc,
  agentId: mandate.agentId,
  scopes: mandate.scopes,
  state: stateOf(mandate, now),
  grantedAt: shanghaiIso(mandate.grantedAt),
  expiresAt: shanghaiIso(mandate.expiresAt),
  revokedAt: mandate.revokedAt === null ? null : shanghaiIso(mandate.revokedAt),
});

/** The mandates an enterprise has given or an agent has been given, newest first, those that have ended included. */
export const readMandates =
  ({ clock }: { clock: OfficeClock }) =>
  async ({ query, caller, db }: Call<unknown, unknown, z.output<typeof MandatesQuery>>): Promise<Answer> => {
    const mandates = await listMandates(db, reachOf(caller), query);
    const now = await clock.now(db);
    const show = (mandate: Mandate) => showMandate(mandate, now);
    return { body: page(mandates, query, show, ({ grantedAt, mandateNo }) => [grantedAt, mandateNo]) };
  };
