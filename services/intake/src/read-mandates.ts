import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';
import { type Answer, type Call, IsoInstant, page, pageOf, pageShape } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { shanghaiIso, shanghaiIsoOrNull, type Instant } from '@doudi/workflows';
import { listMandates, mandateScopes, type Mandate } from './mandates.ts';
import { ProjectCode } from './project-code.ts';

export const OfMandate = z.strictObject({
  mandateNo: z
    .string()
    .regex(
      /^M[0-9]{12,16}$/,
      bilingual('须为授权编号，如 M202607010001', 'must be the number of a mandate, such as M202607010001'),
    ),
});
export type OfMandate = z.output<typeof OfMandate>;
export const MandatesQuery = z.strictObject({ ...pageShape, projectCode: ProjectCode.optional() });

/** How long before its end both sides are warned: 30 calendar days. */
export const warningMs = 30 * 86_400_000;

const stateOf = ({ revokedAt, expiresAt }: Mandate, now: Instant): 'active' | 'expired' | 'revoked' => {
  if (revokedAt !== null) return 'revoked';
  return expiresAt > now ? 'active' : 'expired';
};

/** A mandate as both of its sides read it. */
export const MandateAnswer = z
  .strictObject({
    mandateNo: z.string(),
    projectCode: z.string(),
    uscc: z.string(),
    agentId: z.string(),
    agentName: z.string().nullable(),
    scopes: z.array(z.enum(mandateScopes)),
    state: z.enum(['active', 'expired', 'revoked']),
    grantedAt: IsoInstant,
    expiresAt: IsoInstant,
    /** in force, for no more than 30 days */
    expiresSoon: z.boolean(),
    revokedAt: IsoInstant.nullable(),
  })
  .meta({ id: 'Mandate' });
export const MandatesAnswer = pageOf(MandateAnswer);

export const showMandate = (mandate: Mandate, now: Instant): z.output<typeof MandateAnswer> => ({
  mandateNo: mandate.mandateNo,
  projectCode: mandate.projectCode,
  uscc: mandate.uscc,
  agentId: mandate.agentId,
  agentName: mandate.agentName,
  scopes: mandate.scopes,
  state: stateOf(mandate, now),
  grantedAt: shanghaiIso(mandate.grantedAt),
  expiresAt: shanghaiIso(mandate.expiresAt),
  expiresSoon: stateOf(mandate, now) === 'active' && mandate.expiresAt <= now + warningMs,
  revokedAt: shanghaiIsoOrNull(mandate.revokedAt),
});

/** The mandates an enterprise has given or an agent has been given, newest first, those that have ended included. */
export const readMandates =
  ({ clock }: { clock: OfficeClock }) =>
  async ({ query, scope, db }: Call<unknown, unknown, z.output<typeof MandatesQuery>>): Promise<Answer> => {
    const mandates = await listMandates(db, scope, query);
    const now = await clock.now(db);
    const show = (mandate: Mandate) => showMandate(mandate, now);
    return { body: page(mandates, query, show, ({ grantedAt, mandateNo }) => [grantedAt, mandateNo]) };
  };
