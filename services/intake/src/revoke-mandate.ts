import { type Answer, type Call, insertNotices, notFound } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { findMandate, markRevoked } from './mandates.ts';
import { mandateRevoked } from './notices.ts';
import { showMandate, type OfMandate } from './read-mandates.ts';
import { things } from './words.ts';

/** Ends a mandate at once, in every service. Revoking again changes nothing. */
export const revokeMandate =
  ({ clock }: { clock: OfficeClock }) =>
  async ({ params, caller, scope, db }: Call<unknown, OfMandate>): Promise<Answer> => {
    const mandate = await findMandate(db, params.mandateNo, scope);
    if (!mandate) throw notFound(things.mandate);
    const now = await clock.now(db);
    const revokedAt = await markRevoked(db, params.mandateNo, caller.subject, now);
    await insertNotices(db, mandateRevoked(mandate, { at: revokedAt, by: caller.subject }));
    return { body: showMandate({ ...mandate, revokedAt }, now) };
  };
