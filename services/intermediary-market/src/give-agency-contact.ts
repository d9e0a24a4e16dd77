import type { Answer, Call } from '@doudi/infra/http';
import { getAgencyToChange } from './agencies.ts';
import { type AgencyContact, writeAgencyContact } from './agency-contacts.ts';
import type { OfAgency } from './agency-no.ts';
import { agenciesToActOn } from './agency-reach.ts';
import type { Dependencies } from './dependencies.ts';

/** An agency says how its office is reached; said again it replaces what was said. */
export const giveAgencyContact =
  ({ now }: Dependencies) =>
  async ({ db, body, caller, scope, params }: Call<AgencyContact, OfAgency>): Promise<Answer> => {
    const { agencyNo } = await getAgencyToChange(db, params.agencyNo, agenciesToActOn('agency', scope));
    await writeAgencyContact(db, agencyNo, { ...body, by: caller.subject, at: await now(db) });
    const { phone, mail = null, address = null } = body;
    return { body: { phone, mail, address } };
  };
