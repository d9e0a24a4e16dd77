import { notFound } from '@doudi/infra/http';
import { endOfDays, reviewDays } from '@doudi/workflows';
import type { z } from 'zod';
import { actOnAgency, type AgencyReason, asNote } from './act-on-agency.ts';
import type { OfAgencyPart } from './agency-no.ts';
import { decideObjections, findObjection, insertObjection } from './agency-objections.ts';
import type { Dependencies } from './dependencies.ts';
import { withdrawGranted } from './qualifications.ts';
import { insertText } from './texts.ts';
import { refuse, things } from './words.ts';

type Reason = z.output<typeof AgencyReason>;

/** Anybody who is signed in objects to the listing of an agency while its public notice runs. */
export const objectToListing = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<Reason>('object', {
    adding: async ({ db, body, caller }, { agencyNo }, { now: at, calendar }) => {
      const { subject: by } = caller;
      const note = await insertText(db, by, body.reason);
      const dueAt = endOfDays(calendar, at, reviewDays);
      const no = await insertObjection(db, agencyNo, { by, at, note, dueAt });
      if (no === undefined) throw refuse({ refused: 'objected-already' });
      return { about: no };
    },
  });

/** A supervisor decides on one objection: upheld, the application is refused, and with it the other objections are settled. */
const decide = (kind: 'uphold' | 'overrule') => (dependencies: Dependencies) =>
  actOnAgency(dependencies)<Reason, OfAgencyPart>(kind, {
    adding: async (call, { agencyNo }, { now: at }) => {
      const { db, params } = call;
      const no = Number(params.no);
      const objection = await findObjection(db, agencyNo, no);
      if (!objection) throw notFound(things.objection);
      if (objection.outcome !== null) throw refuse({ refused: 'nothing-to-decide' });
      if (kind === 'overrule') await decideObjections(db, { agencyNo, no }, { outcome: 'overruled', at });
      else {
        await decideObjections(db, { agencyNo }, { outcome: 'upheld', at });
        await withdrawGranted(db, { agencyNo }, 'refused');
      }
      return { ...asNote(call), about: no };
    },
  });

export const upholdObjection = decide('uphold');
export const overruleObjection = decide('overrule');
