import { forbidden, notFound } from '@doudi/infra/http/problem';
import type { Answer, Call } from '@doudi/infra/http/route';
import type { OfficeClock } from '@doudi/infra/office-clock';
import { findMandate, markRevoked } from './mandates.ts';
import { owns } from './place-orders.ts';
import { reachOf } from './reach.ts';
import { showMandate, type OfMandate } from './read-mandates.ts';

/** Ends a mandate at once, in every service. Revoking again changes nothing. */
export const revokeMandate =
  ({ clock }: { clock: OfficeClock }) =>
  async ({ params, caller, db }: Call<unknown, OfMandate>): Promise<Answer> => {
    const mandate = await findMandate(db, params.mandateNo, reachOf(caller));
    if (!mandate) throw notFound('The mandate');
    if (!owns(caller, mandate) && !caller.roles.includes('administrator'))
      throw forbidden('The enterprise that granted the mandate revokes it');
    const now = await clock.now(db);
    await markRevoked(db, params.mandateNo, caller.subject, now);
    const revokedAt = mandate.revokedAt ?? now;
    return { body: showMandate({ ...mandate, revokedAt }, now) };
  };
